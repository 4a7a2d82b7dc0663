/** What is not known is said to be unknown, never shown as 0. */
export function Unknown({ why }: { why?: string | undefined }) {
  return (
    <span className="dim" title={why}>
      unknown
    </span>
  );
}
