/**
 * Rules of this repository that no published plugin states as we need them.
 */

const suppression = /^\s*eslint-(disable|enable)/;

/** A lint rule that is switched off says why, on the same line: `eslint-disable-next-line x -- why`. */
const reasonedSuppression = {
  meta: {
    type: 'problem',
    schema: [],
    messages: { bare: 'Say why after "--": a suppression without a reason is noise.' },
  },
  create(context) {
    return {
      Program() {
        for (const comment of context.sourceCode.getAllComments()) {
          const text = comment.value;
          if (suppression.test(text) && !text.trim().startsWith('eslint-enable') && !/\s--\s+\S{3,}/.test(text)) {
            context.report({ loc: comment.loc, messageId: 'bare' });
          }
        }
      },
    };
  },
};

const allowedParameters = { injected: 7, other: 4 };

/**
 * At most four parameters; seven where the framework hands them in by name: a constructor, or a route's handler whose every
 * parameter says by a decorator what of the request it is.
 */
const parameters = {
  meta: { type: 'suggestion', schema: [], messages: { many: '{{count}} parameters; {{limit}} are allowed here.' } },
  create(context) {
    const check = (node) => {
      const isConstructor = node.parent.type === 'MethodDefinition' && node.parent.kind === 'constructor';
      const isHandler = node.params.every((parameter) => (parameter.decorators?.length ?? 0) > 0);
      const limit = isConstructor || isHandler ? allowedParameters.injected : allowedParameters.other;
      const count = node.params.length;
      if (count > limit) context.report({ node, messageId: 'many', data: { count, limit } });
    };
    return { FunctionDeclaration: check, FunctionExpression: check, ArrowFunctionExpression: check };
  },
};

export const keptRules = { rules: { 'reasoned-suppression': reasonedSuppression, parameters } };
