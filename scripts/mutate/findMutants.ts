import { createHash } from 'node:crypto';
import ts from 'typescript';
import { suggestionsFor } from './kinds.ts';
import type { Host, Mutant, Suggestion } from './mutant.ts';

/** n8n's types of what only describes: fields, nodes, credentials. */
const DESCRIBING =
	/\b(?:INodeProperties|INodeTypeDescription|INodeTypeBaseDescription|INodePropertyOptions|INodePropertyCollection|INodePropertyTypeOptions|ICredentialTestRequest|NodePropertyTypes)\b/u;

/** What a function answers that only describes; options that are looked up are no descriptions. */
const DESCRIPTION = /\b(?:INodeProperties|INodeTypeDescription)\b/u;

/** Shorter code is shown with what is around it, in characters. */
const TELLING = 12;

/** How much of a long piece of code is shown, in characters. */
const SHOWN = 160;

/**
 * Every mistake that may be planted in a file.
 * @param file relative to the project's folder, with slashes
 */
export function findMutants(file: string, code: string): Mutant[] {
	const source = ts.createSourceFile(file, code, ts.ScriptTarget.Latest, true);
	const mutants: Mutant[] = [];
	const seen = new Map<string, number>();
	visit(source);
	return mutants;

	function visit(node: ts.Node): void {
		if (isLeftAlone(node)) return;
		for (const suggestion of suggestionsFor(node)) {
			const host = hostOf(suggestion.node);
			if (host !== undefined && !isInFixedPlace(suggestion.node)) mutants.push(mutant(suggestion, host));
		}
		ts.forEachChild(node, visit);
	}

	function mutant({ kind, node, edit }: Suggestion, host: Host): Mutant {
		const shown = telling(node);
		const before = shown.getText();
		const start = shown.getStart();
		const after = applied(before, { ...edit, start: edit.start - start, end: edit.end - start });
		// The same change of the same code elsewhere in the file is told apart by its number.
		const change = [file, kind, before, after].join('\0');
		const number = seen.get(change) ?? 0;
		seen.set(change, number + 1);
		const id = createHash('sha1').update(`${change}\0${number}`).digest('hex').slice(0, 12);
		const line = source.getLineAndCharacterOfPosition(edit.start).line + 1;
		return { ...edit, id, file, kind, host, before: short(before), after: short(after), line };
	}
}

/** A text with one edit applied. */
export function applied(text: string, { start, end, text: replacement }: { start: number; end: number; text: string }) {
	return text.slice(0, start) + replacement + text.slice(end);
}

/** A node, or where it is short, what it is part of: a `1` by itself tells nobody which. */
function telling(node: ts.Node): ts.Node {
	const { parent } = node;
	const isShort = node.getText().length < TELLING && parent.getText().length <= SHOWN / 2;
	if (!isShort || ts.isStatement(parent) || ts.isFunctionLike(parent) || ts.isSourceFile(parent)) return node;
	return telling(parent);
}

function short(code: string): string {
	const line = code.replace(/\s+/gu, ' ').trim();
	return line.length <= SHOWN ? line : `${line.slice(0, SHOWN / 2)} … ${line.slice(-SHOWN / 2)}`;
}

/** Types, imports and descriptions of fields: no mistake is planted in them. */
function isLeftAlone(node: ts.Node): boolean {
	if (ts.isTypeNode(node) || ts.isImportDeclaration(node) || ts.isExportDeclaration(node)) return true;
	if (ts.isInterfaceDeclaration(node) || ts.isTypeAliasDeclaration(node)) return true;
	if (ts.isVariableDeclaration(node) || ts.isPropertyDeclaration(node)) {
		if (node.type !== undefined && DESCRIBING.test(node.type.getText())) return true;
	}
	if (ts.isFunctionLike(node) && node.type !== undefined && DESCRIPTION.test(node.type.getText())) return true;
	if (ts.isSatisfiesExpression(node) && DESCRIBING.test(node.type.getText())) return true;
	if (ts.isObjectLiteralExpression(node)) {
		return node.properties.some((property) => property.name?.getText() === 'displayName');
	}
	if (ts.isSourceFile(node)) return false;
	// What is given to by destructuring is no list and no object.
	return ts.isBinaryExpression(node.parent) && isTarget(node);
}

function isTarget(node: ts.Node): boolean {
	const { parent } = node;
	if (ts.isBinaryExpression(parent)) return parent.left === node && isAssignment(parent.operatorToken.kind);
	if (ts.isPostfixUnaryExpression(parent)) return true;
	if (ts.isPrefixUnaryExpression(parent)) {
		return parent.operator === ts.SyntaxKind.PlusPlusToken || parent.operator === ts.SyntaxKind.MinusMinusToken;
	}
	return ts.isDeleteExpression(parent);
}

function isAssignment(kind: ts.SyntaxKind): boolean {
	return kind >= ts.SyntaxKind.FirstAssignment && kind <= ts.SyntaxKind.LastAssignment;
}

/** Names, labels, directives and what is imported: literals that no expression may stand for. */
function isInFixedPlace(node: ts.Node): boolean {
	const { parent } = node;
	if ('name' in parent && parent.name === node) return true;
	if (ts.isExpressionStatement(parent) && ts.isStringLiteral(node)) return true;
	if (ts.isLiteralTypeNode(parent) || ts.isImportTypeNode(parent) || ts.isExternalModuleReference(parent)) return true;
	if (!ts.isCallExpression(parent) || !ts.isStringLiteralLike(node)) return false;
	return parent.expression.kind === ts.SyntaxKind.ImportKeyword || parent.expression.getText() === 'require';
}

/** The nearest expression or block around a node that may be put into a switch without a change of meaning. */
function hostOf(node: ts.Node): Host | undefined {
	if (ts.isBlock(node)) return { start: node.getStart(), end: node.getEnd(), isBlock: true };
	let host = node;
	while (!canBeSwitched(host)) {
		host = host.parent;
		if (host === undefined || ts.isStatement(host) || ts.isSourceFile(host)) return undefined;
	}
	return { start: host.getStart(), end: host.getEnd(), isBlock: false };
}

function canBeSwitched(node: ts.Node): boolean {
	if (!ts.isExpression(node) || ts.isSpreadElement(node) || ts.isOmittedExpression(node)) return false;
	const { parent } = node;
	if (isTarget(node) || ts.isTaggedTemplateExpression(parent)) return false;
	if (!isLink(parent) || parent.expression !== node) return true;
	// Within a chain an expression loses the chain's short cut, as what is called its object.
	if ((parent.flags & ts.NodeFlags.OptionalChain) !== 0) return false;
	return ts.isCallExpression(parent) ? !isLink(node) || ts.isCallExpression(node) : !ts.isNonNullExpression(parent);
}

/** Whether a node is one link of a chain such as `a.b?.[c]!(d)`. */
function isLink(node: ts.Node) {
	return (
		ts.isPropertyAccessExpression(node) ||
		ts.isElementAccessExpression(node) ||
		ts.isCallExpression(node) ||
		ts.isNonNullExpression(node)
	);
}
