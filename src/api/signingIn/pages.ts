import { escaped } from '../http/html.js';
import type { Response } from 'express';
import type { Text } from '../../trajectory/language.js';

/** A page of one message, in both languages; without scripts or styles. */
export interface Message {
  title: Text;
  body: Text;
  link: { href: string; text: Text };
}

export function sendPage(response: Response, status: number, { title, body, link }: Message): void {
  const part = (language: keyof Text) => `<section lang="${language}">
<h1>${escaped(title[language])}</h1>
<p>${escaped(body[language])}</p>
<p><a href="${escaped(link.href)}">${escaped(link.text[language])}</a></p>
</section>`;
  response.status(status).type('text/html; charset=utf-8').send(`<!doctype html>
<html lang="nl">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escaped(title.nl)} – Bestendig</title>
</head>
<body>
<main>
${part('nl')}
${part('en')}
</main>
</body>
</html>
`);
}
