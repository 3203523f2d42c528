import { titleCaseCity } from '../../../nodes/IciFormation/city';

it.each([
	['paris', 'Paris'],
	['saint-denis', 'Saint-Denis'],
	['aix-en-provence', 'Aix-en-Provence'],
	["l'isle-d'abeau", "L'Isle-d'Abeau"],
	['villeneuve d’ascq', 'Villeneuve d’Ascq'],
	['le mans', 'Le Mans'],
	['la roche-sur-yon', 'La Roche-sur-Yon'],
	['bourg-lès-valence', 'Bourg-lès-Valence'],
	['évry', 'Évry'],
	['LES ULIS', 'Les Ulis'],
	['paris 15e', 'Paris 15e'],
	['saint-pierre-et-miquelon', 'Saint-Pierre-et-Miquelon'],
	['Neuilly-Sur-Seine', 'Neuilly-Sur-Seine'],
	['', ''],
	['75001', '75001'],
])('%s becomes %s', (sent, written) => {
	expect(titleCaseCity(sent)).toBe(written);
});
