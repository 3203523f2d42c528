export interface OptionWish {
	label: string;
	/** HubSpot's internal value of the option. */
	value: string;
}

/** A property as the user wishes it. */
export interface PropertyWish {
	/** The internal name. */
	name: string;
	label: string;
	type: string;
	fieldType: string;
	options: OptionWish[];
	/** Left out, it is the group in which the object type has its usual properties. */
	groupName?: string;
	description?: string;
	/** Left out, either will do. */
	hasUniqueValue?: boolean;
}
