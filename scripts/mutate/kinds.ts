// The kinds of mistakes that are planted: each rule looks at one node and suggests edits.
import ts from 'typescript';
import type { Edit, Suggestion } from './mutant.ts';
import { METHODS, OPERATORS, UNARY_OPERATORS } from './operators.ts';
import { changedPatterns } from './patterns.ts';

type Rule = (node: ts.Node) => Suggestion[];

const COMPARISONS = new Set(['<', '<=', '>', '>=', '==', '!=', '===', '!==']);

/** What takes its arguments in any order. */
const ORDERLESS = new Set(['Math.min', 'Math.max']);

const RULES: Rule[] = [
	operators,
	conditions,
	unary,
	literals,
	patterns,
	blocks,
	collections,
	arrowBodies,
	optionalChains,
	methods,
	removedCalls,
	swappedArguments,
	removedAwaits,
];

/** Every mistake that may be planted at a node itself, not at what it holds. */
export function suggestionsFor(node: ts.Node): Suggestion[] {
	return RULES.flatMap((rule) => rule(node));
}

function replaced(kind: string, node: ts.Node, text: string): Suggestion {
	return { kind, node, edit: { start: node.getStart(), end: node.getEnd(), text } };
}

function edited(kind: string, node: ts.Node, edit: Edit): Suggestion {
	return { kind, node, edit };
}

function span(node: ts.Node, text: string): Edit {
	return { start: node.getStart(), end: node.getEnd(), text };
}

function operators(node: ts.Node): Suggestion[] {
	if (!ts.isBinaryExpression(node)) return [];
	const { operatorToken } = node;
	const others = OPERATORS[operatorToken.getText()] ?? [];
	// What is joined is no sum.
	if (operatorToken.kind === ts.SyntaxKind.PlusToken && [node.left, node.right].some(isText)) return [];
	return others.map((text) => edited('operator', node, span(operatorToken, text)));
}

function isText(node: ts.Node): boolean {
	return ts.isStringLiteralLike(node) || ts.isTemplateExpression(node);
}

function conditions(node: ts.Node): Suggestion[] {
	if (ts.isIfStatement(node) || ts.isConditionalExpression(node)) {
		const condition = ts.isIfStatement(node) ? node.expression : node.condition;
		return [replaced('condition', condition, 'true'), replaced('condition', condition, 'false')];
	}
	// A loop that never ends shows nothing but that it hangs.
	if (ts.isWhileStatement(node) || ts.isDoStatement(node)) return [replaced('condition', node.expression, 'false')];
	if (ts.isForStatement(node) && node.condition) return [replaced('condition', node.condition, 'false')];
	if (!ts.isBinaryExpression(node) || !COMPARISONS.has(node.operatorToken.getText())) return [];
	const { parent } = node;
	const isWholeCondition =
		ts.isIfStatement(parent) ||
		ts.isIterationStatement(parent, false) ||
		(ts.isConditionalExpression(parent) && parent.condition === node);
	if (isWholeCondition) return [];
	return [replaced('condition', node, 'true'), replaced('condition', node, 'false')];
}

function unary(node: ts.Node): Suggestion[] {
	if (ts.isPostfixUnaryExpression(node)) {
		const operator = ts.tokenToString(node.operator) ?? '';
		return [replaced('operator', node, node.operand.getText() + UNARY_OPERATORS[operator])];
	}
	if (!ts.isPrefixUnaryExpression(node)) return [];
	const operator = ts.tokenToString(node.operator) ?? '';
	return [replaced('operator', node, (UNARY_OPERATORS[operator] ?? '') + node.operand.getText())];
}

function literals(node: ts.Node): Suggestion[] {
	if (node.kind === ts.SyntaxKind.TrueKeyword) return [replaced('boolean', node, 'false')];
	if (node.kind === ts.SyntaxKind.FalseKeyword) return [replaced('boolean', node, 'true')];
	if (ts.isNumericLiteral(node)) return [replaced('number plus one', node, String(Number(node.text) + 1))];
	if (ts.isStringLiteral(node)) return [replaced('text', node, node.text === '' ? "'mutated'" : "''")];
	if (ts.isNoSubstitutionTemplateLiteral(node) || ts.isTemplateExpression(node)) return [replaced('text', node, '``')];
	return [];
}

function patterns(node: ts.Node): Suggestion[] {
	if (!ts.isRegularExpressionLiteral(node)) return [];
	const text = node.getText();
	const end = text.lastIndexOf('/');
	return changedPatterns(text.slice(1, end))
		.filter((pattern) => pattern !== '')
		.map((pattern) => replaced('pattern', node, `/${pattern}${text.slice(end)}`));
}

function blocks(node: ts.Node): Suggestion[] {
	if (!ts.isBlock(node) || node.statements.length === 0) return [];
	// A constructor without `super` fails before it does anything.
	if (node.statements.some((statement) => statement.getText().startsWith('super('))) return [];
	return [replaced('emptied block', node, '{}')];
}

function collections(node: ts.Node): Suggestion[] {
	if (ts.isArrayLiteralExpression(node) && node.elements.length > 0) return [replaced('emptied list', node, '[]')];
	if (ts.isObjectLiteralExpression(node) && node.properties.length > 0) return [replaced('emptied object', node, '{}')];
	return [];
}

function arrowBodies(node: ts.Node): Suggestion[] {
	if (!ts.isArrowFunction(node) || ts.isBlock(node.body)) return [];
	return [replaced('no result', node.body, 'undefined')];
}

function optionalChains(node: ts.Node): Suggestion[] {
	const isLink = ts.isPropertyAccessExpression(node) || ts.isElementAccessExpression(node) || ts.isCallExpression(node);
	if (!isLink || node.questionDotToken === undefined) return [];
	return [edited('optional chain', node, span(node.questionDotToken, ts.isPropertyAccessExpression(node) ? '.' : ''))];
}

function methods(node: ts.Node): Suggestion[] {
	if (!ts.isCallExpression(node) || !ts.isPropertyAccessExpression(node.expression)) return [];
	const { expression: object, name } = node.expression;
	const other = Object.hasOwn(METHODS, name.text) ? METHODS[name.text] : undefined;
	if (other === undefined) return [];
	if (other === '') return [replaced('method', node, object.getText())];
	return [edited('method', node, span(name, other))];
}

function removedCalls(node: ts.Node): Suggestion[] {
	if (!ts.isExpressionStatement(node)) return [];
	const { expression } = node;
	const call = ts.isAwaitExpression(expression) ? expression.expression : expression;
	if (!ts.isCallExpression(call) || call.expression.kind === ts.SyntaxKind.SuperKeyword) return [];
	return [replaced('removed call', expression, 'undefined')];
}

function swappedArguments(node: ts.Node): Suggestion[] {
	if (!ts.isCallExpression(node) && !ts.isNewExpression(node)) return [];
	const [first, second] = node.arguments ?? [];
	if (first === undefined || second === undefined || ts.isSpreadElement(first) || ts.isSpreadElement(second)) return [];
	if (first.getText() === second.getText() || ORDERLESS.has(node.expression.getText())) return [];
	const between = node.getSourceFile().text.slice(first.getEnd(), second.getStart());
	const text = second.getText() + between + first.getText();
	return [edited('swapped arguments', node, { start: first.getStart(), end: second.getEnd(), text })];
}

function removedAwaits(node: ts.Node): Suggestion[] {
	if (!ts.isAwaitExpression(node) || isPassedOn(node)) return [];
	return [replaced('removed await', node, node.expression.getText())];
}

/** Whether a function only answers what is awaited: without `await` it answers the same, unless a `try` is around it. */
function isPassedOn(node: ts.AwaitExpression): boolean {
	if (ts.isArrowFunction(node.parent)) return true;
	if (!ts.isReturnStatement(node.parent)) return false;
	let around: ts.Node = node.parent;
	while (!ts.isFunctionLike(around) && !ts.isSourceFile(around)) {
		if (ts.isTryStatement(around)) return false;
		around = around.parent;
	}
	return true;
}
