using System.Linq.Expressions;
using System.Reflection;

namespace Akka.Actor;

/// <summary>
/// Evaluates constructor arguments found in an expression; the common shapes without compiling anything.
/// </summary>
internal static class PropsArguments
{
    public static object? Evaluate(Expression argument)
    {
        if (TryRead(argument, out var value))
        {
            return value;
        }
        var boxed = Expression.Convert(argument, typeof(object));
        return Expression.Lambda<Func<object?>>(boxed).Compile(preferInterpretation: true)();
    }

    private static bool TryRead(Expression expression, out object? value)
    {
        value = null;
        switch (expression)
        {
            case ConstantExpression constant:
                value = constant.Value;
                return true;
            case MemberExpression { Expression: null, Member: FieldInfo field }:
                value = field.GetValue(null);
                return true;
            case MemberExpression { Expression: { } inner, Member: FieldInfo field } when TryRead(inner, out var owner):
                value = field.GetValue(owner);
                return true;
            default:
                return false;
        }
    }
}
