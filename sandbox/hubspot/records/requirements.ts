import type { PortalRule } from '../settings.ts';
import type { Writer } from './writer.ts';

type Values = Readonly<Record<string, string>>;

/** What a record lacks: of the properties that its schema requires, and of those that the portal's rules do. */
export function missingProperties(writer: Writer, merged: Values, isNew: boolean): string[] {
	const required = new Set([...schemaRequires(writer, isNew), ...portalRequires(writer, merged, isNew)]);
	return [...required].filter((name) => merged[name] === undefined);
}

function schemaRequires({ portal, type }: Writer, isNew: boolean): readonly string[] {
	return isNew && portal.rules.has('required-properties') ? type.requiredProperties : [];
}

/** Only `2026-09` enforces the portal's own rules. */
function portalRequires({ portal, version, type }: Writer, merged: Values, isNew: boolean): readonly string[] {
	const { rules, settings } = portal;
	if (!rules.has('portal-rules-enforced')) return [];
	if (!version.enforcesPortalRules && rules.has('portal-rules-2026-09-only')) return [];
	return settings.portalRules
		.filter((rule) => [type.id, type.name, type.singular].includes(rule.objectType))
		.filter((rule) => applies(rule, merged, isNew))
		.flatMap((rule) => rule.required);
}

function applies({ when }: PortalRule, merged: Values, isNew: boolean): boolean {
	return when ? merged[when.property] === when.equals : isNew;
}
