/** Those of a brand, to choose from. */
export const ofBrand = (all: readonly { id: string; name: string; brand: { id: string } }[], brandId: string) =>
  all.filter(({ brand }) => brand.id === brandId).map(({ id, name }) => ({ value: id, label: name }))
