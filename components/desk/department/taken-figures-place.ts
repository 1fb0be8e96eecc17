/** Where a department's page says of which total its figures are. */
export const takenFiguresId = "taken-figures";
