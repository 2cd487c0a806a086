/** A link that leads nowhere any more, and who helps. */
export function Closed({ text, hint }: { text: string; hint: string }) {
  return (
    <section className="block stack">
      <h1>{text}</h1>
      <p className="quiet">{hint}</p>
    </section>
  );
}
