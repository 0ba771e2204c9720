namespace Akka.Actor;

/// <summary>The system part of a path: <c>akka://name</c>.</summary>
public sealed class Address : IEquatable<Address>
{
    /// <summary>Makes an address of a local system.</summary>
    public Address(string protocol, string system)
    {
        Protocol = protocol;
        System = system;
    }

    /// <summary>Always <c>akka</c> here.</summary>
    public string Protocol { get; }

    /// <summary>The system's name.</summary>
    public string System { get; }

    /// <inheritdoc/>
    public bool Equals(Address? other) =>
        other is not null && Protocol == other.Protocol && System == other.System;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as Address);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Protocol, System);

    /// <inheritdoc/>
    public override string ToString() => $"{Protocol}://{System}";
}
