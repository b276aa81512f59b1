import type { Language } from '../scripts/script.ts'

/** Where customers come from: names are put together at random, so they are nobody's. */
export interface Nation {
  language: Language
  locale: string
  /** How many customers come from there, compared with the others. */
  share: number
  first: readonly string[]
  last: readonly string[]
  cities: readonly string[]
  /** The beginning of numbers that are kept free for stories; null where there are none. */
  phone: string | null
}

const words = (text: string) => text.split(' ')

const nation = (
  [language, locale, share, phone]: [Language, string, number, string | null],
  first: string,
  last: string,
  cities: string,
): Nation => ({ language, locale, share, phone, first: words(first), last: words(last), cities: cities.split(', ') })

export const nations: readonly Nation[] = [
  nation(
    ['de', 'de', 10, '+493023125'],
    'Anke Bernd Carla Dirk Emilia Frieda Georg Hanna Ines Jannik Katrin Lukas Merle Nele Ole Petra Ruben Silke Thorben Ulrike Wiebke',
    'Ahlers Brückner Carstens Dornfeld Eberhardt Fechner Gruber Hansen Immler Jessen Kröger Lohmann Matthiesen Nissen Petersen Quast Rathke Stein Thiessen Vogt',
    'Hamburg, Bremen, Kiel, Berlin, Lübeck, Hannover, Leipzig, Köln, Flensburg',
  ),
  nation(
    ['en', 'en-GB', 18, '+447700900'],
    'Alice Ben Charlotte Dan Eleanor Freddie Grace Harriet Imogen Jack Kate Liam Megan Nathan Olivia Poppy Rory Sophie Theo Zara',
    'Ashdown Barrow Cartwright Dunmore Elsworth Fairley Gilmour Hathaway Inskip Jessop Kendrick Langley Merriden Norwood Penrose Radley Selwyn Thorne Whitlock Yardley',
    'Bristol, Leeds, Manchester, Edinburgh, Cambridge, Brighton, Norwich, York',
  ),
  nation(
    ['en', 'en-IE', 4, null],
    'Aoife Cian Declan Eimear Fionn Niamh Oisín Róisín Saoirse Tadhg',
    'Brannigan Costello Devane Gallagher Hanrahan Keane Lonergan Mulcahy Nolan Tierney',
    'Dublin, Galway, Cork, Limerick',
  ),
  nation(
    ['en', 'nl', 11, null],
    'Anouk Bas Daan Eline Femke Gijs Hidde Iris Jasper Koen Lotte Maud Niels Ruben Sanne Sjoerd Tess Wouter',
    'Bakker Bosman Dekker Groen Hendriks Kuipers Langeveld Meijer Postma Ruiter Smit Terpstra Veenstra Visser Zijlstra',
    'Amsterdam, Utrecht, Groningen, Rotterdam, Haarlem, Zwolle',
  ),
  nation(
    ['en', 'da', 9, null],
    'Asger Birgitte Camilla Emil Freja Gustav Ida Jeppe Karla Lærke Mads Nanna Rasmus Signe Søren Trine',
    'Andersen Bech Dahl Enevoldsen Friis Gade Holm Juhl Kjær Lauritsen Mortensen Nygaard Overgaard Ravn Skov Thomsen',
    'København, Aarhus, Odense, Aalborg, Esbjerg',
  ),
  nation(
    ['en', 'sv', 7, null],
    'Agnes Axel Ebba Elin Filip Greta Hugo Isak Klara Linnea Maja Nils Saga Sixten Tuva Wilma',
    'Ahlgren Bergman Dahlin Ekström Forsberg Granlund Hedlund Isaksson Lindholm Nyström Rydell Sandberg Wallin Åkerman Öberg',
    'Stockholm, Malmö, Göteborg, Uppsala, Lund',
  ),
  nation(
    ['en', 'nb', 5, null],
    'Astrid Eirik Hedda Ingvild Jonas Kari Lars Marte Odd Sigrid Tiril Vegard',
    'Aasen Berge Dahlen Eide Fossum Haugland Lien Moen Nygård Rønning Solheim Tveit',
    'Oslo, Bergen, Trondheim, Stavanger',
  ),
  nation(
    ['en', 'pl', 6, null],
    'Agata Bartek Ewa Filip Gosia Jakub Kinga Łukasz Marta Natalia Ola Paweł Szymon Weronika',
    'Borowska Cieślak Dudek Gajewski Jabłoński Kaczmarek Lis Majewska Nowicki Pawlak Sikora Wrona Zając',
    'Szczecin, Gdańsk, Poznań, Wrocław',
  ),
  nation(
    ['en', 'en-US', 5, '+12025550'],
    'Ashley Brandon Caleb Dana Ethan Hailey Jordan Kayla Logan Madison Noah Riley Tyler',
    'Albright Benton Calloway Draper Ellison Fairbanks Harlow Kirkland Mercer Prescott Stanton Whitaker',
    'Portland, Minneapolis, Denver, Boston',
  ),
  nation(
    ['en', 'tr', 3, null],
    'Aylin Burak Cem Defne Elif Emre Kerem Melis Selin Zeynep',
    'Aksoy Bulut Çelik Doğan Ercan Güneş Kaya Öztürk Şahin Yıldız',
    'Berlin, Hamburg, Duisburg',
  ),
  nation(
    ['en', 'en-IN', 4, null],
    'Aarav Ananya Dev Isha Kabir Meera Nikhil Riya Rohan Tara Vikram',
    'Bhatt Chandran Deshmukh Iyer Kapoor Menon Nair Pillai Rao Sethi Varma',
    'Hamburg, Eindhoven, London, Berlin',
  ),
  nation(
    ['en', 'it', 4, null],
    'Alessia Bruno Chiara Davide Elisa Giulia Lorenzo Matteo Noemi Pietro Serena',
    'Barbieri Colombo Donati Fabbri Galli Leone Marchetti Neri Palmieri Rinaldi Vitale',
    'Bolzano, Milano, Torino, Verona',
  ),
  nation(
    ['en', 'ja', 2, null],
    'Aiko Daichi Haruka Kenta Mio Ren Sakura Yuki',
    'Aoki Fujita Hayashi Ishikawa Matsuda Nakagawa Shimizu Ueda',
    'Düsseldorf, København, Amsterdam',
  ),
  nation(
    ['fr', 'fr', 2, '+336399812'],
    'Agathe Bastien Camille Élodie Florian Gaëlle Hugo Inès Julien Léa Margaux Quentin',
    'Aubry Besson Carpentier Delorme Ferrand Gaillard Lacroix Marchand Perrot Rousselle Vasseur',
    'Strasbourg, Lille, Nantes, Lyon',
  ),
  nation(
    ['es', 'es', 2, null],
    'Alba Bruno Carmen Diego Elena Gonzalo Irene Lucía Marcos Nuria Pablo Sara',
    'Aguilar Bravo Cortés Domínguez Fuentes Herrero Lozano Molina Navarro Prieto Salas',
    'Barcelona, Bilbao, Valencia, Girona',
  ),
]

/** Invented companies that ride our bikes. */
export const companies = [
  'Kurierwerk Hamburg',
  'Fjordlys ApS',
  'Tandem Bakery',
  'Brückner & Stein Architekten',
  'Windmill Studios',
  'Havn Logistik',
  'Green Mile Couriers',
  'Lantern Coffee Roasters',
  'Nordic Lens',
  'Stadtgrün eG',
  'Blue Door Dental',
  'Pedal & Post',
  'Elbufer Hotel',
  'Kestrel Analytics',
  'Zweirad-Kita Sonnenblick',
  'Velo Express Utrecht',
] as const
