/** The parts of the start page that a link can hide, with the keys of their names. */

export default {
  knobs: "start.picture",
  slope: "start.slope",
  cards: "header.lessons",
};
