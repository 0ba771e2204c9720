namespace Akka.Actor;

/// <summary>The place of an actor in the tree, such as <c>akka://system/user/parent/child</c>. Immutable.</summary>
public sealed class ActorPath : IEquatable<ActorPath>, IComparable<ActorPath>
{
    private const string ValidSymbols = "\"-_.*$+:@&=,!~';()";
    private readonly string _text;

    private ActorPath(Address address, ActorPath? parent, string name, long uid)
    {
        Address = address;
        Parent = parent;
        Name = name;
        Uid = uid;
        _text = parent is null ? $"{address}/" : parent.Parent is null ? parent._text + name : $"{parent._text}/{name}";
    }

    /// <summary>The system.</summary>
    public Address Address { get; }

    /// <summary>The parent; null at the root.</summary>
    public ActorPath? Parent { get; }

    /// <summary>The last element; empty at the root.</summary>
    public string Name { get; }

    /// <summary>Number of the incarnation, 0 where none applies. Not part of path equality.</summary>
    public long Uid { get; }

    /// <summary>How many elements the path has.</summary>
    public int Depth => Parent is null ? 0 : Parent.Depth + 1;

    /// <summary>The root of this path.</summary>
    public ActorPath Root => Parent is null ? this : Parent.Root;

    /// <summary>The names from the top, without the root.</summary>
    public IReadOnlyList<string> Elements
    {
        get
        {
            var names = new List<string>();
            for (var path = this; path.Parent is not null; path = path.Parent)
            {
                names.Insert(0, path.Name);
            }
            return names;
        }
    }

    internal static ActorPath ForSystem(string name) => new(new Address("akka", name), parent: null, "", 0);

    internal ActorPath Incarnation(string name, long uid) => new(Address, this, name, uid);

    /// <summary>The path of a child, without incarnation.</summary>
    public ActorPath Child(string childName) => new(Address, this, childName, 0);

    /// <summary>The path of a child, without incarnation.</summary>
    public static ActorPath operator /(ActorPath path, string name) => path.Child(name);

    /// <summary>Whether <paramref name="s"/> may name an actor.</summary>
    public static bool IsValidPathElement(string s)
    {
        if (string.IsNullOrEmpty(s) || s[0] == '$')
        {
            return false;
        }
        return s.All(c => char.IsAsciiLetterOrDigit(c) || c == '%' || ValidSymbols.Contains(c));
    }

    /// <summary>The path without the system: <c>/user/x</c>.</summary>
    public string ToStringWithoutAddress() => "/" + string.Join('/', Elements);

    /// <inheritdoc/>
    public int CompareTo(ActorPath? other) => string.CompareOrdinal(_text, other?._text);

    /// <inheritdoc/>
    public bool Equals(ActorPath? other) => other is not null && _text == other._text;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as ActorPath);

    /// <inheritdoc/>
    public override int GetHashCode() => StringComparer.Ordinal.GetHashCode(_text);

    /// <inheritdoc/>
    public override string ToString() => _text;

    /// <summary>Equality of place.</summary>
    public static bool operator ==(ActorPath? left, ActorPath? right) => Equals(left, right);

    /// <summary>Inequality of place.</summary>
    public static bool operator !=(ActorPath? left, ActorPath? right) => !Equals(left, right);
}
