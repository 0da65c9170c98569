/** Read at 320 pixels, at 400 per cent, in forced colours and on paper. No font and no picture is fetched. */
export const style = `
:root { color-scheme: light; }
body { font-family: system-ui, 'Segoe UI', Roboto, Arial, sans-serif; font-size: 1.1875rem; line-height: 1.5; margin: 0; color: #0b0c0c; background: #fff; }
header, main, footer { max-width: 42rem; margin: 0 auto; padding: 1rem; }
header { border-bottom: 4px solid #0b5a5a; }
header p { margin: 0; font-weight: 700; }
h1 { font-size: 2rem; line-height: 1.2; margin: 0.5rem 0 1rem; }
h2 { font-size: 1.5rem; line-height: 1.25; margin: 2rem 0 0.5rem; }
h3 { font-size: 1.1875rem; margin: 1rem 0 0.25rem; }
p { margin: 0 0 0.75rem; overflow-wrap: anywhere; white-space: pre-line; }
a { color: #0b4f8a; }
a:focus { outline: 3px solid #0b0c0c; outline-offset: 2px; background: #ffdd00; color: #0b0c0c; }
.skip { position: absolute; left: -999rem; }
.skip:focus { position: static; }
nav ul { list-style: none; margin: 0; padding: 0; display: flex; flex-wrap: wrap; gap: 0.5rem 1.5rem; }
nav li { padding: 0.5rem 0; }
nav [aria-current] { font-weight: 700; color: #0b0c0c; text-decoration: none; border-bottom: 4px solid #0b5a5a; }
article { border: 2px solid #505a5f; border-left-width: 8px; padding: 0 1rem 0.5rem; margin: 1.5rem 0; }
article h2 { margin-top: 1rem; }
blockquote { margin: 0 0 0.75rem; padding-left: 0.75rem; border-left: 4px solid #b1b4b6; }
blockquote p { margin: 0; }
@media print {
  nav, .skip { display: none; }
  article { break-inside: avoid; }
  body { font-size: 12pt; }
}
`;
