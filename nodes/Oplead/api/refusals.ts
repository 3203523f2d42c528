import { isObject } from '../../shared/json';
import { idOf, externalIdOf } from './answers';
import { refusedAs, type OpleadError } from './errors';
import { reasonIn } from './reasons';

/** A refusal that came with a status of success. */
export interface ToldRefusal {
	/** Oplead's words. */
	said: string;
	/** The HTTP status that would have been right. */
	status: number;
}

const UNPROCESSABLE = 422;
const UNAUTHORISED = 401;

/** What answers of this kind usually call their parts, in English and French; compared without accents and capitals. */
const SUCCESSES = ['success', 'succes', 'ok', 'reussi', 'reussite', 'valid', 'valide'];
const OUTCOMES = [
	'status',
	'statut',
	'result',
	'resultat',
	'etat',
	'retour',
	'response',
	'reponse',
	'answer',
	'outcome',
];
const CODES = ['code', 'statuscode', 'status_code', 'httpcode', 'status', 'statut', 'errorcode', 'error_code'];
const PROBLEMS = ['error', 'errors', 'erreur', 'erreurs', 'exception', 'violations'];
const MESSAGES = [
	'message',
	'msg',
	'detail',
	'details',
	'description',
	'title',
	'libelle',
	'motif',
	'raison',
	'reason',
];
/** What a lead or another record has: its own status or message says nothing of the call. */
const PARTS_OF_RECORDS = ['email', 'lastname', 'leaddata', 'phone', 'lead', 'leads', 'data', 'items', 'name'];

const NO = new Set<unknown>([false, 0, 'false', '0', 'no', 'non', 'ko']);
const YES = new Set<unknown>([
	true,
	1,
	'true',
	'1',
	'yes',
	'oui',
	'ok',
	'success',
	'succes',
	'created',
	'cree',
	'done',
]);

/** Words with which a refusal begins, or of which one stands in it. */
const BEGINNING =
	/^(?:(?:une |an? )?(?:erreur|error)|n?ko\b|nok\b|echec|fail|invalid|refus|rejet|reject|denied|forbidden|interdit|unauthori|acces (?:refuse|interdit)|impossible|desole|sorry|exception|fatal|bad request)/;
const WITHIN =
	/\b(?:invalid|invalides?|not valid|inconnue?s?|unknown|incorrecte?s?|introuvables?|not found|not allowed|not authori[sz]ed|refusee?s?|refused|rejetee?s?|rejected|expiree?s?|expired|manquante?s?|missing|obligatoires?|required|mandatory|non autorisee?s?|non valides?|echec|failed|erreurs?|errors?|impossible|n['’]a pas|n['’]existe pas|cannot|could not)\b/;
/** What only sounds like one. */
const NO_ERROR = /\b(?:aucune?|sans|pas d['’]|without|no|0) ?(?:erreurs?|errors?)\b/;
const TOKEN = /\b(?:token|jeton|cle api|api key|unauthori[sz]ed|non authentifie)\b(?!=)/;
/** Words that stand alone for a failure: no status of a lead is called so. */
const FAILURE = /^(?:error|erreur|fail|failed|failure|nok)$/;

/**
 * The one place that hears a refusal in an answer whose status is one of success. What Oplead answers is not published:
 * these are the usual forms, and a refusal that is overlooked is a lead that is lost. Undefined where there is none.
 */
export function refusalIn(json: unknown): ToldRefusal | undefined {
	if (json === false) return told(json, UNPROCESSABLE);
	if (typeof json === 'string') return isRefusing(json) ? told(json, statusOfWords(json)) : undefined;
	if (Array.isArray(json)) {
		const only: unknown = json.length === 1 ? json[0] : undefined;
		return isObject(only) && !isRecord(only) ? refusalIn(only) : undefined;
	}
	return isObject(json) ? refusalInObject(json) : undefined;
}

/** Throws an `OpleadError` where an answer is a refusal. */
export function refuseTold<Json>(json: Json): Json {
	const refusal = refusalIn(json);
	if (refusal !== undefined) throw errorOf(refusal);
	return json;
}

function errorOf({ status, said }: ToldRefusal): OpleadError {
	return refusedAs(status, said);
}

function refusalInObject(json: Record<string, unknown>): ToldRefusal | undefined {
	const fields = new Map(Object.entries(json).map(([name, value]) => [plain(name), value]));
	const valuesOf = (names: readonly string[]) => names.map((name) => fields.get(name));
	const successes = valuesOf(SUCCESSES).map(flag);
	const code = statusOf(fields, json);
	if (code !== undefined) return told(json, code);
	if (successes.some((value) => NO.has(value))) return told(json, statusOfWords(wordsOf(json)));
	if (successes.some((value) => YES.has(value))) return undefined;
	if (valuesOf(PROBLEMS).some(isSaid)) return told(json, statusOfWords(wordsOf(json)));
	const outcomes = valuesOf(OUTCOMES);
	const nested = outcomes.find(isObject);
	if (nested !== undefined && !isRecord(nested)) {
		const within = refusalInObject(nested);
		if (within !== undefined) return within;
	}
	const texts = outcomes.filter((value) => typeof value === 'string').map(plain);
	if (texts.some((text) => (isRecord(json) ? FAILURE.test(text) : BEGINNING.test(text)))) {
		return told(json, statusOfWords(wordsOf(json)));
	}
	if (isRecord(json) || texts.some((text) => YES.has(text)) || isOfSuccess(fields)) return undefined;
	const message = valuesOf(MESSAGES).find((value) => typeof value === 'string');
	return typeof message === 'string' && isRefusing(message) ? told(json, statusOfWords(message)) : undefined;
}

/** The HTTP status that an answer names in its body. A number alone may be that of a country. */
function statusOf(fields: Map<string, unknown>, json: Record<string, unknown>): number | undefined {
	if (isRecord(json)) return undefined;
	const isTold = [...MESSAGES, ...PROBLEMS].some((name) => fields.has(name));
	const codes = CODES.map((name) => fields.get(name));
	const number = codes.map(Number).find((code) => code >= 400 && code < 600 && Number.isInteger(code));
	if (number !== undefined) return isTold || fields.size === 1 ? number : undefined;
	const isNamed = codes.some((code) => typeof code === 'string' && /error|invalid|forbidden|denied|fail/i.test(code));
	return isNamed && isTold ? UNPROCESSABLE : undefined;
}

function isOfSuccess(fields: Map<string, unknown>): boolean {
	return CODES.some((name) => {
		const code = Number(fields.get(name));
		return code >= 200 && code < 300;
	});
}

function isRecord(json: Record<string, unknown>): boolean {
	if (idOf(json) !== undefined || externalIdOf({ fields: json }) !== undefined) return true;
	return Object.keys(json).some((name) => PARTS_OF_RECORDS.includes(name.toLowerCase()));
}

function isRefusing(text: string): boolean {
	const words = plain(text);
	return BEGINNING.test(words) || (WITHIN.test(words) && !NO_ERROR.test(words));
}

function isSaid(problem: unknown): boolean {
	if (typeof problem === 'object' && problem !== null) return Object.keys(problem).length > 0;
	return ![undefined, null, false, 0, '', '0', 'false'].includes(problem as string);
}

function statusOfWords(text: string): number {
	const words = plain(text);
	return TOKEN.test(words) && WITHIN.test(words) ? UNAUTHORISED : UNPROCESSABLE;
}

function told(json: unknown, status: number): ToldRefusal {
	return { said: wordsOf(json), status };
}

function wordsOf(json: unknown): string {
	return reasonIn(typeof json === 'string' ? json : JSON.stringify(json)) ?? 'Oplead gave no reason.';
}

function flag(value: unknown): unknown {
	return typeof value === 'string' ? plain(value) : value;
}

/** Without accents, capitals and blanks around it. */
function plain(text: string): string {
	return text.normalize('NFD').replace(/\p{M}/gu, '').trim().toLowerCase();
}
