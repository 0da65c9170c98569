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

const allowedParameters = { constructor: 7, other: 4 };

/** At most four parameters; seven for a constructor, which is how NestJS hands in what a class needs. */
const parameters = {
  meta: { type: 'suggestion', schema: [], messages: { many: '{{count}} parameters; {{limit}} are allowed here.' } },
  create(context) {
    const check = (node) => {
      const isConstructor = node.parent.type === 'MethodDefinition' && node.parent.kind === 'constructor';
      const limit = isConstructor ? allowedParameters.constructor : allowedParameters.other;
      const count = node.params.length;
      if (count > limit) context.report({ node, messageId: 'many', data: { count, limit } });
    };
    return { FunctionDeclaration: check, FunctionExpression: check, ArrowFunctionExpression: check };
  },
};

export const keptRules = { rules: { 'reasoned-suppression': reasonedSuppression, parameters } };
