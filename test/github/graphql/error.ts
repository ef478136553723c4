/** An error of a GraphQL answer, with GitHub's type of it. */
export class GraphqlError extends Error {
  readonly type: string | null;
  constructor(type: string | null, message: string) {
    super(message);
    this.type = type;
  }
}
