// Marking words in the text of a document, and counting the words of a quotation.
"use strict";

{
  const counted = (text) => {
    const words = text.trim() ? text.trim().split(/\s+/).length : 0;
    return words ? `${words} ${words === 1 ? "word" : "words"}.` : "";
  };

  // Positions count characters as Python does: a letter outside the first 65,536 is one, not two.
  const characters = (text) => Array.from(text).length;

  const mark = (text, form) => {
    const show = () => {
      const selection = document.getSelection();
      const range = selection.rangeCount ? selection.getRangeAt(0) : null;
      const words = range ? range.toString() : "";
      const inside = range && text.contains(range.commonAncestorContainer) && words.trim();
      form.hidden = !inside;
      if (!inside) return;
      const before = document.createRange();
      before.selectNodeContents(text);
      before.setEnd(range.startContainer, range.startOffset);
      const lead = words.length - words.trimStart().length;
      const start = characters(before.toString()) + characters(words.slice(0, lead));
      form.elements.start.value = start;
      form.elements.end.value = start + characters(words.trim());
      const shown = words.trim().replace(/\s+/g, " ");
      document.getElementById("marked-words").textContent = `“${shown.length > 90 ? `${shown.slice(0, 89)}…` : shown}” ${counted(words)}`;
    };
    document.addEventListener("selectionchange", show);
  };

  const citing = (form) => {
    const quote = form.elements.quote;
    const count = () => (document.getElementById("cite-words").textContent = counted(quote.value));
    const passages = form.querySelectorAll('input[name="passage"]');
    quote.addEventListener("input", () => {
      count();
      form.querySelectorAll('input[type="hidden"][name="start"]').forEach((field) => (field.value = ""));
      const other = Array.from(passages).find((field) => field.value === "");
      if (other && quote.value.trim()) other.checked = true;
    });
    count();
    document.getElementById("cite-open").addEventListener("click", (event) => {
      event.preventDefault();
      const link = event.currentTarget;
      const chosen = form.elements.document.value;
      if (chosen) window.location.assign(`${link.dataset.page.replace("/0/", `/${chosen}/`)}?${link.dataset.fact}`);
      else form.elements.document.focus();
    });
  };

  const text = document.getElementById("document-text");
  const marked = document.getElementById("marked");
  if (text && marked) mark(text, marked);
  const form = document.getElementById("cite-form");
  if (form) citing(form);
}
