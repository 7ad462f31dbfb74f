// The page for filing without a network: what is written goes into the queue of pages.js, which sends it.
(() => {
  const form = document.querySelector('[data-offline-form]');
  if (!form) return;
  const service = form.elements.service;
  const problems = document.querySelector('[data-problems]');
  const emergency = document.querySelector('[data-emergency]');

  function ask() {
    form.querySelectorAll('[data-service]').forEach((asked) => {
      const now = asked.dataset.service === service.value;
      asked.hidden = !now;
      asked.disabled = !now;
    });
    const call = service.selectedOptions[0] && service.selectedOptions[0].dataset.call;
    emergency.hidden = !call;
    if (call) {
      const link = emergency.querySelector('a');
      link.href = `tel:${call}`;
      link.textContent = call;
    }
    return Boolean(call);
  }

  function fill(fields) {
    for (const [name, value] of fields) {
      form.querySelectorAll(`[name="${CSS.escape(name)}"]`).forEach((input) => {
        if (input.type === 'radio' || input.type === 'checkbox') input.checked = input.checked || input.value === value;
        else if (input.multiple) [...input.options].forEach((option) => { option.selected = option.selected || option.value === value; });
        else input.value = value;
      });
    }
    ask();
  }

  function wrong(fields) {
    const found = [];
    const answered = [...fields.keys()].some((name) => name.startsWith('answer.') && fields.get(name));
    if (!fields.get('description') && !answered) found.push(['description', form.dataset.needsWords]);
    if (!fields.get('service')) found.push(['service', form.dataset.needsService]);
    if (!fields.get('reply')) found.push(['reply', form.dataset.needsReply]);
    if (fields.get('reply') === 'yes' && !fields.get('email') && !fields.get('phone')) found.push(['email', form.dataset.needsAddress]);
    return found;
  }

  service.addEventListener('change', ask);
  const mending = new URLSearchParams(location.search).get('mend');
  (mending ? relais.waiting(mending) : Promise.resolve(null)).then((entry) => fill(entry ? entry.fields : relais.typed()));

  form.addEventListener('submit', async (event) => {
    event.preventDefault();
    if (ask()) { emergency.scrollIntoView(); return; }
    const fields = new FormData(form);
    const found = wrong(fields);
    problems.hidden = !found.length;
    problems.querySelector('ul').replaceChildren(...found.map(([field, text]) => {
      const item = document.createElement('li');
      const link = document.createElement('a');
      link.href = `#${field}`;
      link.textContent = text;
      item.append(link);
      return item;
    }));
    if (found.length) { problems.focus(); return; }
    await relais.keep([...fields], mending);
    form.reset();
    ask();
    document.getElementById('waiting').scrollIntoView();
  });
})();
