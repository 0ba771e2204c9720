using System.Linq.Expressions;
using System.Reflection;

namespace Akka.Actor;

/// <summary>A recipe for an actor: type, constructor arguments, supervision of its children. Immutable.</summary>
public class Props : IEquatable<Props>
{
    private readonly ConstructorInfo? _constructor;
    private readonly Func<ActorBase>? _producer;

    private Props(
        Type type,
        object?[] arguments,
        ConstructorInfo? constructor,
        Func<ActorBase>? producer,
        SupervisorStrategy? strategy)
    {
        Type = type;
        Arguments = arguments!;
        _constructor = constructor;
        _producer = producer;
        SupervisorStrategy = strategy!;
    }

    /// <summary>The actor's class.</summary>
    public Type Type { get; }

    /// <summary>
    /// Constructor arguments, evaluated once when the recipe was written and used again at each restart.
    /// </summary>
    public object[] Arguments { get; }

    /// <summary>Strategy for the actor's children that overrides the actor's own; null without one.</summary>
    public SupervisorStrategy SupervisorStrategy { get; }

    /// <summary>
    /// Reads the recipe off an expression <c>() =&gt; new X(a, b)</c>; the arguments are evaluated now.
    /// </summary>
    /// <exception cref="ArgumentException">The expression is not a constructor call.</exception>
    public static Props Create<TActor>(Expression<Func<TActor>> factory, SupervisorStrategy? supervisorStrategy = null)
        where TActor : ActorBase
    {
        if (factory.Body is not NewExpression { Constructor: { } constructor } call)
        {
            throw new ArgumentException("The create function must be a 'new T (args)' expression", nameof(factory));
        }
        var arguments = call.Arguments.Select(PropsArguments.Evaluate).ToArray();
        return new Props(constructor.DeclaringType!, arguments, constructor, producer: null, supervisorStrategy);
    }

    /// <summary>A recipe with a class and constructor arguments.</summary>
    public static Props Create<TActor>(params object[] args)
        where TActor : ActorBase => Create(typeof(TActor), args);

    /// <summary>A recipe with a class that has a constructor without arguments.</summary>
    public static Props Create<TActor>(SupervisorStrategy supervisorStrategy)
        where TActor : ActorBase, new() =>
        new(typeof(TActor), [], constructor: null, producer: null, supervisorStrategy);

    /// <summary>A recipe with a class and constructor arguments.</summary>
    public static Props Create(Type type, params object[] args) =>
        typeof(ActorBase).IsAssignableFrom(type)
            ? new Props(type, args ?? [], constructor: null, producer: null, strategy: null)
            : throw new ArgumentException($"{type} is not an actor.", nameof(type));

    internal static Props Produced(Type type, object[] arguments, Func<ActorBase> producer) =>
        new(type, arguments, constructor: null, producer, strategy: null);

    /// <summary>The same recipe with another strategy for the actor's children.</summary>
    public Props WithSupervisorStrategy(SupervisorStrategy supervisorStrategy) =>
        new(Type, Arguments, _constructor, _producer, supervisorStrategy);

    /// <summary>Makes an instance; only the system calls this.</summary>
    public virtual ActorBase NewActor()
    {
        const BindingFlags Any = BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic
            | BindingFlags.DoNotWrapExceptions;
        if (_producer is not null)
        {
            return _producer();
        }
        var actor = _constructor is not null
            ? _constructor.Invoke(BindingFlags.DoNotWrapExceptions, binder: null, Arguments, culture: null)
            : Activator.CreateInstance(Type, Any, binder: null, Arguments, culture: null);
        return (ActorBase)actor!;
    }

    /// <inheritdoc/>
    public bool Equals(Props? other) =>
        other is not null && Type == other.Type && Equals(SupervisorStrategy, other.SupervisorStrategy)
        && Arguments.SequenceEqual(other.Arguments);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as Props);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Type, Arguments.Length);
}
