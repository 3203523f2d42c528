import type { FastifyInstance } from 'fastify';
import { checked } from '../checked.ts';
import type { SandboxServices, Vendor } from '../vendor.ts';
import type { SentLead } from './delivery.ts';
import { leadFaults } from './faults.ts';
import type { IciLead } from './lead.ts';
import { orderSchema, settingsSchema, targetSchema } from './order.ts';
import { pullApi } from './pullApi.ts';
import { sampleLead, SAMPLE_TRAININGS } from './sampleLeads.ts';
import { sendLeads, targetOf } from './sender.ts';
import { LeadStore } from './store.ts';
import type { StoredLead } from './store.ts';
import { assertSendable } from './target.ts';
import type { Target } from './target.ts';

const NAME = 'ici-formation';

export interface IciFormationOptions {
	/** The bearer token of the pull API. */
	token?: string;
}

export interface IciFormation extends Vendor {
	/** The bearer token of the pull API. */
	readonly token: string;
	/** What was sent since the last reset, oldest first; the last 10,000. */
	readonly sent: readonly SentLead[];
	/** What the pull API can give, oldest first. */
	readonly leads: readonly StoredLead[];
	/** Where leads go, without the secret. */
	readonly target: VisibleTarget;
	/** Sets where leads go. Throws if the address is not on this machine. A reset leaves it as it is. */
	setTarget(target: Target): void;
	/** Sends leads as `POST /sandbox/ici-formation/send` does; takes that route's body. */
	send(order?: unknown): Promise<SentLead[]>;
}

/** A target as it may be shown. */
export interface VisibleTarget extends Omit<Partial<Target>, 'headerValue'> {
	isSet: boolean;
	headerValueIsSet: boolean;
}

/** The lead provider: sends leads to a webhook when told to, and serves them again through its pull API. */
export function createIciFormation(services: SandboxServices, options: IciFormationOptions = {}): IciFormation {
	const token = options.token ?? 'sandbox-ici-formation-token';
	let store = new LeadStore(services.now());
	let usualTarget: Target | undefined;

	function setTarget(target: Target): void {
		assertSendable(target);
		usualTarget = target;
		services.announce({ vendor: NAME, kind: 'target', data: visibleTarget() });
	}

	function visibleTarget(): VisibleTarget {
		if (usualTarget === undefined) return { isSet: false, headerValueIsSet: false };
		const { url, headerName, headerValue, centres } = usualTarget;
		return { isSet: true, url, headerName, headerValueIsSet: headerValue !== undefined, centres };
	}

	async function send(body: unknown = {}): Promise<SentLead[]> {
		const order = checked(orderSchema, body);
		const target = targetOf(order, usualTarget);
		const used = store;
		const leads = Array.from({ length: order.count }, (): IciLead => {
			const lead = { ...sampleLead(used.nextSample(), usualTarget?.centres), ...order.lead };
			return order.training === undefined ? lead : { ...lead, formation: order.training };
		});
		// The prospect has filled in the form whether or not the sending succeeds, so the pull API has the lead.
		for (const lead of leads) used.addLead({ lead, createdAt: services.now() });
		return await sendLeads(leads, target, order, (sent) => {
			used.addSent(sent);
			services.announce({ vendor: NAME, kind: 'sent', data: sent });
		});
	}

	async function controls(app: FastifyInstance): Promise<void> {
		app.get('/target', async () => visibleTarget());
		app.put('/target', async (request) => {
			setTarget(checked(targetSchema, request.body));
			return visibleTarget();
		});
		app.get('/samples', async () => ({ trainings: SAMPLE_TRAININGS, faults: Object.keys(leadFaults) }));
		app.post('/send', async (request) => ({ sent: await send(request.body ?? {}) }));
		app.get('/sent', async () => ({ sent: store.sent }));
		app.get('/settings', async () => store.settings);
		app.put('/settings', async (request) => Object.assign(store.settings, checked(settingsSchema, request.body)));
	}

	return {
		name: NAME,
		token,
		routes: pullApi({ token, now: () => services.now(), store: () => store }),
		controls,
		reset() {
			store = new LeadStore(services.now());
		},
		get sent() {
			return store.sent;
		},
		get leads() {
			return store.leads;
		},
		get target() {
			return visibleTarget();
		},
		setTarget,
		send,
	};
}
