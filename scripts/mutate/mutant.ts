import type ts from 'typescript';

/** A change of a few characters of one source file. */
export interface Edit {
	start: number;
	end: number;
	text: string;
}

/** A planted mistake: one edit of one file, and the expression or block that a switch is put around. */
export interface Mutant extends Edit {
	/** The same in every run as long as the file's code stays the same. */
	id: string;
	/** Relative to the project's folder, with slashes. */
	file: string;
	/** The kind of mistake, such as `swapped arguments`. */
	kind: string;
	/** What is switched: its range in the file. */
	host: Host;
	/** The code that the edit is part of, before and after, for people and for the list of accepted survivors. */
	before: string;
	after: string;
	/** From 1. */
	line: number;
}

export interface Host {
	start: number;
	end: number;
	/** A block is switched by an `if` within, an expression by a conditional. */
	isBlock: boolean;
}

/** A mistake that a rule of `kinds.ts` suggests for a node. */
export interface Suggestion {
	kind: string;
	/** The node that is edited; the switch is put around it, or around what holds it. */
	node: ts.Node;
	edit: Edit;
}
