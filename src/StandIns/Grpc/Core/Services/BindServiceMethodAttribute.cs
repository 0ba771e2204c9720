namespace Grpc.Core;

/// <summary>Says where a generated service base class has its binding method.</summary>
/// <param name="bindType">The type that holds the method.</param>
/// <param name="bindMethodName">Its name; it takes a <see cref="ServiceBinderBase"/> and the service base type.</param>
[AttributeUsage(AttributeTargets.Class, Inherited = true)]
public class BindServiceMethodAttribute(Type bindType, string bindMethodName) : Attribute
{
    /// <summary>The type that holds the method.</summary>
    public Type BindType { get; } = bindType;

    /// <summary>The method's name.</summary>
    public string BindMethodName { get; } = bindMethodName;
}
