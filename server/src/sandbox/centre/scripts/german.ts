import { scripts } from './script.ts'

const shop = scripts(
  { topic: 'Order & delivery', team: 'Orders & returns', language: 'de' },
  `
@ wo bleibt die bestellung [Shipping] plain
C: Guten Tag, ich warte seit {past} auf meine Bestellung {order}. Wo ist sie? | Hallo, wann kommt denn mein {bike}? Bestellnummer {order}.
A: {hi} Ich sehe gleich nach. Ihre Sendung liegt im Depot in {city} und kommt am {day}.
C: Muss ich zu Hause sein?
A: Ja, für ein Rad braucht der Fahrer eine Unterschrift. Mit der Nummer {tracking} können Sie aber einen anderen Tag wählen.
C: Alles klar, vielen Dank!

@ falsche größe [Return] happy
C: Der Helm passt leider nicht, ich bräuchte {size2} statt {size}. Bestellung {order} | Kann ich den Helm in {size2} umtauschen?
A: {hi} Natürlich. {size2} ist da und geht heute noch raus, das Rücksendeetikett liegt in Ihrem Postfach.
C: Super schnell, danke!
A: Sehr gern. {bye}

@ paket beschädigt [Shipping, Complaint] tense
C[parcel]: So kam das Paket heute an. Das Schutzblech ist verbogen. {order} | Paket völlig zerdrückt, siehe Foto. Ich bin wirklich enttäuscht.
A: {hi} Das tut mir leid, so darf das nicht ankommen. Danke für das Foto. Ein neues Schutzblech geht heute per Express raus.
C: Und wer baut das an?
A: Das sind zwei Schrauben, eine Anleitung liegt bei. Wenn Sie mögen, machen wir es am {day} um {time} kostenlos bei uns.
N: Schaden bei {carrier} gemeldet, Foto hängt an.
C: Dann komme ich am {day} vorbei. Danke für die Hilfe.

@ lieferung verschieben [Shipping] plain
C: Ich bin nächste Woche im Urlaub. Können Sie {order} später schicken? | Hallo, kann die Lieferung erst ab {date} kommen?
A: {hi} Kein Problem, wir halten die Bestellung bis {date} zurück.
C: Perfekt, danke.
`,
)

const workshop = scripts(
  { topic: 'Workshop', team: 'Workshop', language: 'de' },
  `
@ werkstatttermin [Workshop] happy
C: Moin, habt ihr diese Woche noch einen Termin für eine Inspektion? | Guten Tag, ich hätte gern einen Termin für mein {bike}.
A: {hi} Frei wäre noch {day} um {time}. Passt das?
C: Passt gut. Wie lange dauert es?
A: Etwa eine Stunde, Sie können gern warten. Der Kaffee ist gut 🙂
C: Dann bis {day}!

@ akku lädt nicht [Warranty, Workshop] plain
C: Der Akku von meinem {ebike} lädt nur noch bis 80 %. Ist das ein Garantiefall? | Mein Akku lädt nicht mehr voll, das Rad ist erst ein Jahr alt.
A: {hi} Ist im Menü vielleicht „Akku schonen“ eingeschaltet? Dann hört er absichtlich bei 80 % auf.
C: Tatsächlich! Das muss mein Sohn gewesen sein.
A: Lassen Sie es ruhig an, das verlängert das Leben des Akkus. Vor langen Touren einfach ausschalten.
C: Wieder was gelernt, danke!

@ schon wieder platt [Warranty] tense
C[flat-tyre]: Schon der dritte Platten in zwei Wochen! Das kann doch nicht sein. | Hinterrad wieder platt, Foto anbei. Was ist da los?
A: {hi} Das ist wirklich zu oft. Ich vermute das Felgenband, und das geht auf uns. Können Sie am {day} vorbeikommen?
C: Ja, am Nachmittag.
N: Bekannte Charge, Felgenband 18 statt 20 mm. Pannenschutzreifen auf Kulanz.
A: Dann machen wir es, während Sie warten, mit besseren Reifen auf unsere Kosten.
C: Das ist fair. Bis {day}.
`,
)

const others = scripts(
  { topic: 'Invoice & payment', team: 'Support', language: 'de' },
  `
@ rechnung mit firmenadresse [Invoice] plain
C: Können Sie die Rechnung zu {order} auf meine Firma ausstellen? | Ich brauche für {order} eine Rechnung mit Firmenanschrift.
A: {hi} Gern. Wie lautet die Anschrift?
C[receipt]: {company}, Werftstraße 8, {city}. Der alte Beleg hängt an.
A: Die korrigierte Rechnung ist unterwegs. {bye}
C: Nein, das war alles. Danke!

@ gutschein geht nicht [] plain
C: Der Gutschein {code} wird nicht angenommen. | Hallo, mein Gutscheincode {code} funktioniert nicht.
A: {hi} Er gilt nicht für reduzierte Artikel. Ich habe Ihnen dafür 5 % von Hand abgezogen, bitte laden Sie den Warenkorb neu.
C: Oh, das ist nett. Hat geklappt!

@ lob [Praise] happy
C: Ich wollte nur sagen: toller Laden, toller Service. Das neue Rad fährt wie ein Traum. | Einfach mal danke an die Werkstatt, das Rad läuft wieder wie neu!
A: {hi} Das geben wir gern weiter, damit haben Sie uns den Tag gerettet.
C: Weiter so!
`,
)

/** In German. */
export const german = [...shop, ...workshop, ...others]
