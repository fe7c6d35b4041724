/** What a validator says of one value that a schema does not take; the shape is ajv's. */
export interface SchemaError {
  /** Keyword of the schema that does not hold. */
  readonly keyword: string;
  /** JSON pointer of the value. */
  readonly instancePath: string;
  /** JSON pointer of the keyword in the schema, after `#`. */
  readonly schemaPath: string;
  readonly params: Readonly<Record<string, unknown>>;
  /** The key that is wrong, where the keyword is about keys. */
  readonly propertyName?: string;
}
