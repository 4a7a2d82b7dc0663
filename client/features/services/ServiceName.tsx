/** "shop/web": the namespace steps back. */
export function ServiceName({ namespace, name }: { namespace: string; name: string }) {
  return (
    <span translate="no">
      <span className="dim">{namespace}/</span>
      <b>{name}</b>
    </span>
  );
}
