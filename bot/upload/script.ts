/**
 * Shows how far the list is on its way. Without it the same form is sent by the browser itself. What comes back is our own
 * page, of which the main part takes the place of this one's.
 */
export const script = `
const form = document.querySelector('form');
form?.addEventListener('submit', (event) => {
  event.preventDefault();
  const button = form.querySelector('button');
  const bar = form.querySelector('progress');
  const said = form.querySelector('[role=status]');
  const request = new XMLHttpRequest();
  const still = () => { button.disabled = false; bar.hidden = true; };
  button.disabled = true;
  bar.hidden = false;
  said.textContent = said.dataset.sending;
  let spoken = 0;
  request.upload.onprogress = ({ loaded, total }) => {
    bar.max = total;
    bar.value = loaded;
    const percent = Math.floor((loaded / total) * 100);
    if (percent >= spoken + 25) { spoken = percent; said.textContent = said.dataset.sending + ' ' + percent + ' %'; }
  };
  request.onload = () => {
    const page = new DOMParser().parseFromString(request.responseText, 'text/html');
    const main = page.querySelector('main');
    if (!main) { still(); said.textContent = said.dataset.trouble; return; }
    if (request.status === 400 || request.status === 413) {
      still();
      said.textContent = main.querySelector('.wrong')?.textContent ?? said.dataset.trouble;
      return;
    }
    document.title = page.title;
    document.querySelector('main').replaceWith(main);
    const title = main.querySelector('h1');
    title.tabIndex = -1;
    title.focus();
  };
  request.onerror = () => { still(); said.textContent = said.dataset.trouble; };
  request.open('POST', location.pathname);
  request.send(new FormData(form));
});
`;
