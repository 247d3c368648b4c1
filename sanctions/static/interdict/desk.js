// The page of a record while somebody types: dates in words, numbers checked, likenesses, statuses; and nothing lost.
// Everything here is a help. What counts is checked again when the form is sent.
"use strict";

{
  const WAIT = 300; // milliseconds after the last key

  const later = (work) => {
    let timer;
    return (...given) => {
      clearTimeout(timer);
      timer = setTimeout(() => work(...given), WAIT);
    };
  };

  const ask = async (address, wanted) => {
    const answer = await fetch(`${address}?${new URLSearchParams(wanted)}`, { redirect: "manual" });
    if (!answer.ok) throw new Error(answer.status);
    return answer;
  };

  // A line of words below a field, read out when it changes.
  const wordsBelow = (field) => {
    const home = field.closest(".related-widget-wrapper") || field;
    let words = home.parentElement.querySelector(":scope > .desk-words");
    if (!words) {
      words = document.createElement("div");
      words.className = "desk-words";
      words.setAttribute("role", "status");
      home.after(words);
    }
    return words;
  };

  const say = (field, text, wrong) => {
    const words = wordsBelow(field);
    words.textContent = text;
    words.classList.toggle("desk-warn", Boolean(wrong));
    return words;
  };

  // --- Dates -----------------------------------------------------------------------------------------------------

  const dayInWords = async (desk, field) => {
    const value = field.value.trim();
    if (!value) return say(field, "");
    const { words, meant, wrong } = await (await ask(desk.dataset.day, { value })).json();
    if (field.value.trim() !== value) return undefined; // typed on meanwhile
    const line = say(field, words, wrong);
    for (const guess of meant) {
      const button = document.createElement("button");
      button.type = "button";
      button.textContent = `${guess.value} (${guess.words})`;
      button.addEventListener("click", () => {
        field.value = guess.value;
        field.dispatchEvent(new Event("input", { bubbles: true }));
        field.focus();
      });
      line.append(" ", button);
    }
    return line;
  };

  // A date that somebody reads off a source is stated by it: that is what they choose nine times in ten.
  const basisFollows = (field) => {
    const basis = field.form.elements[`${field.name.replace(/_on$/, "")}_basis`];
    if (!basis || basis.disabled) return;
    if (field.value.trim() && !basis.value) {
      basis.value = "stated";
      basis.dataset.followed = "";
    } else if (!field.value.trim() && "followed" in basis.dataset) {
      basis.value = "";
    }
  };

  // --- Numbers and likenesses ------------------------------------------------------------------------------------

  const checkNumber = async (desk, row) => {
    const field = document.getElementById(`id_${row}-value`);
    const scheme = document.getElementById(`id_${row}-scheme`);
    if (!field || field.disabled) return;
    if (!field.value.trim() || !scheme.value) return void say(field, "");
    const { words, wrong } = await (await ask(desk.dataset.identifier, { scheme: scheme.value, value: field.value })).json();
    say(field, words, wrong);
  };

  const typedIn = (form, pattern) =>
    Array.from(form.elements).filter((field) => pattern.test(field.name) && !field.disabled && field.value.trim());

  const showAlike = later(async (desk, form) => {
    const place = document.getElementById("desk-alike");
    if (!place) return;
    const wanted = new URLSearchParams({ but: desk.dataset.but });
    for (const field of typedIn(form, /^names-\d+-full$/)) {
      if (field.value !== field.defaultValue) wanted.append("name", field.value);
    }
    for (const field of typedIn(form, /^identifiers-\d+-value$/)) {
      if (field.value === field.defaultValue) continue;
      const row = field.name.replace(/-value$/, "");
      const part = (column) => document.getElementById(`id_${row}-${column}`)?.value || "";
      wanted.append("number", [part("scheme"), field.value, part("country")].join("|"));
    }
    const asked = wanted.has("name") || wanted.has("number");
    place.innerHTML = asked ? await (await ask(desk.dataset.alike, wanted)).text() : "";
    place.hidden = !place.querySelector("li");
  });

  // The first name that is typed is the one a target is shown under, until another is chosen.
  const showOne = (form, field) => {
    const shown = Array.from(form.elements).filter((other) => /^names-\d+-is_display$/.test(other.name));
    const own = form.elements[field.name.replace(/full$/, "is_display")];
    if (own && !own.disabled && field.value.trim() && !shown.some((other) => other.checked)) own.checked = true;
  };

  // --- Cases -----------------------------------------------------------------------------------------------------

  const showStatus = later(async (desk, form) => {
    const place = document.getElementById("desk-status");
    if (!place) return;
    const sent = new URLSearchParams({ status_day: document.getElementById("desk-status-day").value });
    for (const field of form.elements) {
      // Facts of a list cannot be changed, and count all the same.
      if (/^(measures|events)-\d+-/.test(field.name) && (field.type !== "checkbox" || field.checked)) sent.append(field.name, field.value);
    }
    const headers = { "X-CSRFToken": form.elements.csrfmiddlewaretoken.value };
    const answer = await fetch(desk.dataset.status, { method: "POST", body: sent, headers, redirect: "manual" });
    if (answer.ok) place.innerHTML = await answer.text();
  });

  // An event or exemption can name a measure that is still being typed: by its row, and by what is typed there.
  const nameMeasures = (form) => {
    const types = Array.from(form.elements).filter((field) => /^measures-\d+-type$/.test(field.name));
    const typed = new Map();
    for (const type of types) {
      const row = Number(type.name.match(/\d+/)[0]);
      if (!type.value || document.getElementById(`id_measures-${row}-id`)?.value) continue;
      typed.set(`row-${row + 1}`, `#${row + 1} ${type.selectedOptions[0].textContent}`);
    }
    for (const choices of form.querySelectorAll('select:is([name^="events-"], [name^="exemptions-"])[name$="-measure"]')) {
      const known = Array.from(choices.options).filter((choice) => choice.value.startsWith("row-"));
      for (const choice of known) {
        if (typed.has(choice.value)) choice.textContent = typed.get(choice.value);
        else if (choice.selected) choice.textContent = `#${choice.value.slice(4)} (no measure typed there)`;
        else choice.remove();
      }
      for (const [value, words] of typed) {
        if (!known.some((choice) => choice.value === value)) choices.add(new Option(words, value));
      }
    }
  };

  // --- Sending ---------------------------------------------------------------------------------------------------

  const tell = (words, link) => {
    const place = document.getElementById("desk-expired");
    place.replaceChildren(words);
    if (link) {
      const way = document.createElement("a");
      Object.assign(way, { href: link, target: "_blank", textContent: "Log in in another tab" });
      place.append(" ", way, ", then save again here.");
    }
    place.hidden = false;
    place.scrollIntoView({ block: "center" });
  };

  // Asks first whether one is still logged in, and takes the newest token: a login elsewhere has made another.
  const sendOnce = (desk, form) => {
    let state = "open";
    form.addEventListener(
      "submit",
      async (event) => {
        if (state === "sent") {
          event.preventDefault();
          event.stopImmediatePropagation();
          return;
        }
        if (state === "sure") {
          state = "sent";
          return;
        }
        event.preventDefault();
        event.stopImmediatePropagation();
        if (state === "asking") return;
        state = "asking";
        const button = event.submitter;
        let answer;
        try {
          answer = await fetch(desk.dataset.here, { redirect: "manual" });
        } catch {
          state = "open";
          tell("The server cannot be reached. Nothing is lost: what you typed is still here. Save again in a moment.");
          return;
        }
        if (!answer.ok) {
          state = "open";
          tell("You are no longer logged in. Nothing is lost: what you typed is still here.", desk.dataset.login);
          return;
        }
        const { who, token } = await answer.json();
        if (who !== desk.dataset.who) {
          state = "open";
          tell(`You are logged in as ${who} now. What ${desk.dataset.who} typed is still here: log in as ${desk.dataset.who}.`, desk.dataset.login);
          return;
        }
        form.elements.csrfmiddlewaretoken.value = token;
        state = "sure";
        form.requestSubmit(button);
      },
      { capture: true },
    );
    window.addEventListener("pageshow", () => (state = "open"));
  };

  const press = (form, name) => document.querySelector(`button[name="${name}"][form="${form.id}"], form button[name="${name}"]`)?.click();

  // Before anybody else hears of them: a picker of several keeps the keys that are pressed in it to itself.
  const keys = (form) => {
    const pressed = (event) => {
      if (!(event.ctrlKey || event.metaKey)) return;
      const wanted = { s: "_continue", Enter: event.shiftKey ? "_addlike" : "_save" }[event.key];
      if (!wanted) return;
      event.preventDefault();
      press(form, wanted);
    };
    document.addEventListener("keydown", pressed, { capture: true });
  };

  // --- The page --------------------------------------------------------------------------------------------------

  const byAct = (form) => {
    const picker = document.getElementById("desk-by-act");
    if (!picker) return;
    let isTyped = false;
    form.addEventListener("input", () => (isTyped = true));
    django.jQuery(picker).on("change", () => {
      if (isTyped && !window.confirm("Start afresh from that act? What you typed here goes.")) return;
      window.location.assign(`?act=${encodeURIComponent(picker.value)}`);
    });
  };

  const openFilled = (form) => {
    for (const part of form.querySelectorAll("details:not([open])")) {
      const fields = Array.from(part.querySelectorAll("input:not([type=hidden]):not([type=checkbox]), select, textarea"));
      if (fields.some((field) => !field.name.includes("__prefix__") && field.value)) part.open = true;
    }
  };

  // A class is described and not named: choosing it opens the part of the page in which that is done.
  const openClass = (form) => {
    const part = document.getElementById("id_criterion")?.closest("details");
    if (part && form.elements.kind?.value === "class") part.open = true;
  };

  // Whoever asked for a row wants to type into it: the first of its fields that stands empty.
  const firstOf = (row) => {
    const fields = row.querySelectorAll?.("input:not([type=hidden]):not([type=checkbox]), select, textarea") ?? [];
    return Array.from(fields).find((field) => !field.value && field.checkVisibility());
  };

  // The name of an icon is drawn as a picture; read out it would be a word that nobody wrote.
  const hideIcons = () => {
    for (const icon of document.querySelectorAll(".material-symbols-outlined:not([aria-hidden])")) icon.ariaHidden = "true";
  };

  // What Unfold shows as an icon alone, and what it does.
  const ICONS = { "#searchbar-submit": "Search", "a.bg-primary-600.shrink-0": "Work list" };

  document.addEventListener("DOMContentLoaded", () => {
    hideIcons();
    new MutationObserver(hideIcons).observe(document.body, { childList: true, subtree: true });
    for (const [place, words] of Object.entries(ICONS)) document.querySelector(place)?.setAttribute("aria-label", words);
  });

  document.addEventListener("DOMContentLoaded", () => {
    const desk = document.getElementById("desk");
    const form = desk?.closest("form");
    if (!form) return;
    const days = new Map();
    const changed = (field) => {
      if (!field.name || field.name.includes("__prefix__")) return;
      if ("day" in field.dataset) {
        basisFollows(field);
        if (!days.has(field)) days.set(field, later((one) => dayInWords(desk, one).catch(() => {})));
        days.get(field)(field);
      }
      const row = field.name.match(/^identifiers-\d+/)?.[0];
      if (row) checkNumber(desk, row).catch(() => {});
      if (field.name === "kind") openClass(form);
      if (/^names-\d+-full$/.test(field.name)) showOne(form, field);
      if (/^(names|identifiers)-/.test(field.name)) showAlike(desk, form);
      if (/^(measures|events)-/.test(field.name)) {
        if (/-type$/.test(field.name)) nameMeasures(form);
        showStatus(desk, form);
      }
    };
    form.addEventListener("input", (event) => changed(event.target));
    form.addEventListener("change", (event) => changed(event.target));
    document.addEventListener("formset:added", ({ target }) => {
      firstOf(target)?.focus();
      nameMeasures(form);
      showStatus(desk, form);
    });
    document.addEventListener("formset:removed", () => {
      nameMeasures(form);
      showStatus(desk, form);
    });
    document.getElementById("desk-status-day")?.addEventListener("input", () => showStatus(desk, form));
    for (const field of form.querySelectorAll("[data-day]")) if (field.value && !field.disabled) changed(field);
    if (!desk.dataset.but) showAlike(desk, form);
    nameMeasures(form);
    showStatus(desk, form);
    openFilled(form);
    byAct(form);
    sendOnce(desk, form);
    keys(form);
  });
}
