export function LintPage() {
  return null;
}
