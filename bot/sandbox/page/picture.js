// A chosen photo, made as small as Telegram makes it.

const LONGEST = 1280;

/** The picture as base64 JPEG; the file as it is when the browser cannot read it. */
export async function shrunk(file) {
  try {
    const image = await createImageBitmap(file);
    const scale = Math.min(1, LONGEST / Math.max(image.width, image.height));
    const canvas = document.createElement("canvas");
    canvas.width = Math.round(image.width * scale);
    canvas.height = Math.round(image.height * scale);
    canvas.getContext("2d").drawImage(image, 0, 0, canvas.width, canvas.height);
    return base64(canvas.toDataURL("image/jpeg", 0.85));
  } catch {
    return base64(await asDataUrl(file));
  }
}

const base64 = (dataUrl) => dataUrl.slice(dataUrl.indexOf(",") + 1);

const asDataUrl = (file) => new Promise((done, failed) => {
  const reader = new FileReader();
  reader.addEventListener("load", () => done(reader.result));
  reader.addEventListener("error", () => failed(reader.error));
  reader.readAsDataURL(file);
});
