// The page for filing without a network: what is written goes into the queue of pages.js, which sends it.
(() => {
  const MEGABYTE = 1024 * 1024;
  const MOST_PHOTOS = 10;
  const LARGEST_PHOTO = 10 * MEGABYTE;
  const LARGEST_IN_ALL = 50 * MEGABYTE;
  const form = document.querySelector('[data-offline-form]');
  if (!form) return;
  const service = form.elements.service;
  const problems = document.querySelector('[data-problems]');
  const emergency = document.querySelector('[data-emergency]');
  const files = document.getElementById('photo');
  const shown = form.querySelector('[data-photos]');
  const mending = new URLSearchParams(location.search).get('mend');
  let photos = [];

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
      // The services asked about are those of the page's territory.
      if (name === 'territory') continue;
      if (name === 'photo') photos.push({ name: shown.dataset.nth.replace('{0}', photos.length + 1), id: value });
      form.querySelectorAll(`[name="${CSS.escape(name)}"]`).forEach((input) => {
        if (input.type === 'radio' || input.type === 'checkbox') input.checked = input.checked || input.value === value;
        else if (input.multiple) [...input.options].forEach((option) => { option.selected = option.selected || option.value === value; });
        else input.value = value;
      });
    }
    ask();
  }

  // The pictures that go with the request, each with a way to take it out again.
  function showPhotos() {
    shown.hidden = !photos.length;
    shown.querySelectorAll('img').forEach((image) => URL.revokeObjectURL(image.src));
    shown.replaceChildren(...photos.map((photo) => {
      const item = document.createElement('li');
      if (photo.blob) {
        const image = document.createElement('img');
        image.className = 'photo';
        image.alt = photo.name;
        image.src = URL.createObjectURL(photo.blob);
        item.append(image);
      } else {
        item.append(`${photo.name} `);
      }
      const out = document.createElement('button');
      out.type = 'button';
      out.className = 'link';
      const name = document.createElement('span');
      name.className = 'hidden-visually';
      name.textContent = photo.name;
      out.append(`${shown.dataset.remove} `, name);
      out.addEventListener('click', () => {
        photos = photos.filter((other) => other !== photo);
        stash();
        showPhotos();
        files.focus();
      });
      item.append(out);
      return item;
    }));
  }

  // For this tab, should the page be loaded again; what is mended is kept as it was.
  async function stash() {
    if (!mending) await relais.stash(photos.filter((photo) => photo.blob)).catch(() => {});
  }

  // Adds those that can be kept, and says of each other why not. They are read at once: a file may be gone when the network is back.
  async function add(chosen) {
    const found = [];
    const say = (word, photo) => found.push(['photo', form.dataset[word].replace('{0}', photo.name)]);
    let weight = (await relais.weight(mending)) + photos.reduce((sum, photo) => sum + (photo.blob ? photo.blob.size : 0), 0);
    for (const photo of chosen) {
      if (photos.length === MOST_PHOTOS) { say('photoTooMany', photo); break; }
      if (!files.accept.split(',').includes(photo.type)) { say('photoNotAPicture', photo); continue; }
      if (photo.blob.size > LARGEST_PHOTO) { say('photoTooLarge', photo); continue; }
      if (weight + photo.blob.size > LARGEST_IN_ALL) { say('photoNoRoom', photo); continue; }
      try {
        photos.push({ ...photo, blob: new Blob([await photo.blob.arrayBuffer()], { type: photo.type }) });
        weight += photo.blob.size;
      } catch {
        say('photoDamaged', photo);
      }
    }
    showPhotos();
    await stash();
    return found;
  }

  function tell(found) {
    problems.hidden = !found.length;
    problems.querySelector('ul').replaceChildren(...found.map(([field, text]) => {
      const item = document.createElement('li');
      const link = document.createElement('a');
      link.href = `#${field}`;
      link.textContent = text;
      item.append(link);
      return item;
    }));
    if (found.length) problems.focus();
  }

  const label = (input) => input.labels[0].firstChild.textContent.trim();

  // As the service will see it: whoever waits for the network shouldn't hear only then what is missing.
  function wrong(fields) {
    const found = [];
    const written = (name) => (fields.get(name) || '').trim();
    const required = [...form.querySelectorAll('[name^="answer."]:required:enabled')];
    if (!written('description') && !required.length) found.push(['description', form.dataset.needsWords]);
    if (!fields.get('service')) found.push(['service', form.dataset.needsService]);
    required.filter((input) => !input.value.trim()).forEach((input) => found.push([input.id, form.dataset.needsAnswer.replace('{0}', label(input))]));
    const located = written('address') || (written('latitude') && written('longitude'));
    const chosen = service.selectedOptions[0];
    if (chosen && chosen.hasAttribute('data-place') && !located) found.push(['address', form.dataset.needsPlace]);
    form.querySelectorAll('[data-longest]:enabled').forEach((input) => {
      if ([...input.value.trim()].length > Number(input.dataset.longest)) found.push([input.id, form.dataset.tooLong.replace('{0}', label(input)).replace('{1}', input.dataset.longest)]);
    });
    if (!fields.get('reply')) found.push(['reply', form.dataset.needsReply]);
    const heard = fields.get('email') || (form.dataset.texts && fields.get('phone'));
    if (fields.get('reply') === 'yes' && !heard) found.push(['email', form.dataset.needsAddress]);
    return found;
  }

  service.addEventListener('change', ask);
  async function begin() {
    const entry = mending ? await relais.waiting(mending) : null;
    if (entry) photos = (entry.photos || []).filter((photo) => !photo.problem);
    fill(entry ? entry.fields : relais.typed());
    showPhotos();
    if (!entry) tell(await add(await relais.stashed().catch(() => [])));
  }
  begin();

  files.addEventListener('change', async () => {
    const chosen = [...files.files].map((file) => ({ name: file.name, type: file.type, blob: file }));
    tell(await add(chosen));
    files.value = '';
  });

  form.addEventListener('submit', async (event) => {
    event.preventDefault();
    if (ask()) { emergency.scrollIntoView(); return; }
    const fields = new FormData(form);
    const found = wrong(fields);
    tell(found);
    if (found.length) return;
    try {
      await relais.keep([...fields], photos, mending);
    } catch {
      tell([['photo', form.dataset.noRoom]]);
      return;
    }
    photos = [];
    showPhotos();
    form.reset();
    ask();
    document.getElementById('waiting').scrollIntoView();
  });
})();
