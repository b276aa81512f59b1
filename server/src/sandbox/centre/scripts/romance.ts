import { scripts } from './script.ts'

const french = scripts(
  { topic: 'Order & delivery', team: 'Orders & returns', language: 'fr' },
  `
@ où est ma commande [Shipping] plain
C: Bonjour, je n'ai pas encore reçu ma commande {order}. Avez-vous des nouvelles ? | Bonjour, le suivi de {order} ne bouge plus depuis {past}.
A: {hi} Je vérifie tout de suite. Votre colis est au dépôt de {city}, la livraison est prévue {day}.
C: Très bien, merci beaucoup.
A: Avec plaisir. {bye}

@ retour casque [Return] happy
C: Bonjour, le casque est trop petit. Est-ce que je peux l'échanger contre du {size2} ? | Je voudrais échanger mon casque ({order}) contre une taille {size2}.
A: {hi} Bien sûr. Le nouveau part aujourd'hui et l'étiquette de retour est dans votre boîte mail.
C: Parfait, merci pour la rapidité !

@ batterie en hiver [Workshop] plain
C: L'autonomie de mon {ebike} a beaucoup baissé. Est-ce normal ? | Ma batterie se vide deux fois plus vite qu'avant…
A: {hi} Avec le froid, on perd facilement un tiers. Gardez-la à l'intérieur et remettez-la juste avant de partir.
C: Merci, je vais essayer.
C: Effectivement, c'est bien mieux !
`,
)

const spanish = scripts(
  { topic: 'Order & delivery', team: 'Orders & returns', language: 'es' },
  `
@ dónde está mi pedido [Shipping] plain
C: Hola, todavía no me ha llegado el pedido {order}. ¿Saben algo? | Buenos días, el seguimiento de {order} no cambia desde el {past}.
A: {hi} Lo miro ahora mismo. Está en el centro de reparto de {city} y llega el {day}.
C: ¡Muchas gracias!

@ factura para empresa [Invoice] plain
C: Hola, necesito la factura de {order} a nombre de mi empresa. | ¿Pueden cambiar los datos de la factura {order}?
A: {hi} Claro que sí. ¿Me da el nombre y el NIF, por favor?
C[receipt]: {company}. El NIF está en la foto.
A: Listo, la factura corregida está en su correo.
C: Perfecto, gracias.

@ talla de cuadro [] happy
C: Buenas, mido 1,78. ¿Qué talla de la {bike} me recomiendan? | ¿Qué talla necesito si mido 1,65?
A: {hi} Yo elegiría la {size}. Y si no le va bien, se la cambiamos gratis en 30 días.
C: Genial, la pido ahora mismo. ¡Gracias!
`,
)

/** In French and Spanish. */
export const romance = [...french, ...spanish]
