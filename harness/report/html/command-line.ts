// A line that is to be pasted is shown whole, and what is copied is exactly what is shown.

import { html, type Markup } from './markup.ts';

/** `id` is that of the line's element; `label` says what the line does. */
export function commandLine(id: string, label: string, command: string): Markup {
  return html`<p id="${id}-label">${label}</p>
<div class="command"><code id="${id}">${command}</code>
<button type="button" class="needs-script" data-copy="${id}" aria-describedby="${id}-label">Copy</button>
<span role="status" id="${id}-said"></span></div>`;
}
