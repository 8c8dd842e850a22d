// Shows the number of a slider while it is moved; without this script the numbers stand there after the next answer.
"use strict";
for (const slider of document.querySelectorAll("form.weights input[type=range]")) {
  const number = document.querySelector(`output[for="${slider.id}"]`);
  slider.addEventListener("input", () => { number.value = slider.value; });
}
