// Shows on a map what the list below it says in words; without it nothing is missing.
(() => {
  const holder = document.querySelector('[data-requests-map]');
  if (!holder || !window.L) return;
  const [lat, lon] = holder.dataset.centre.split(',').map(Number);
  holder.hidden = false;
  const still = matchMedia('(prefers-reduced-motion: reduce)').matches;
  const map = L.map('map', { keyboard: false, scrollWheelZoom: false, zoomSnap: holder.dataset.tiles ? 1 : 0.25, zoomAnimation: !still, fadeAnimation: !still, attributionControl: Boolean(holder.dataset.credit) }).setView([lat, lon], 13);
  if (map.attributionControl) map.attributionControl.setPrefix(false);
  const element = map.getContainer();
  element.setAttribute('role', 'group');
  element.setAttribute('aria-labelledby', 'map-title');
  if (holder.dataset.tiles) L.tileLayer(holder.dataset.tiles, { attribution: holder.dataset.credit || '', maxZoom: 19 }).addTo(map);
  const colour = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();

  fetch(holder.dataset.outline).then((answer) => answer.json()).then((areas) => {
    const outline = L.geoJSON(areas, { interactive: false, style: { color: colour('--accent'), weight: 2, fillOpacity: 0.06 } }).addTo(map);
    if (outline.getLayers().length) map.fitBounds(outline.getBounds());
  }).catch(() => {}).then(() => fetch(holder.dataset.places)).then((answer) => answer.json()).then((spots) => {
    spots.forEach((spot) => {
      L.circleMarker([spot.latitude, spot.longitude], { radius: 9, weight: 2, color: colour('--paper'), fillOpacity: 0.9, fillColor: colour(spot.state === 'open' ? '--warn' : '--good') })
        .bindTooltip(spot.service)
        .on('click', () => location.assign(`/suivi/${spot.code}`))
        .addTo(map);
    });
  }).catch(() => {});
})();
