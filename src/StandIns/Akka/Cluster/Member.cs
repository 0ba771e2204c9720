using System.Collections.Immutable;
using Akka.Actor;

namespace Akka.Cluster;

/// <summary>A node of the cluster.</summary>
#pragma warning disable MA0096 // as the official type has it
public class Member : IComparable, IComparable<Member>
#pragma warning restore MA0096
{
    private readonly int _upNumber;

    internal Member(Address address, ImmutableHashSet<string> roles, int upNumber)
    {
        Address = address;
        Roles = roles;
        _upNumber = upNumber;
    }

    /// <summary>Orders by age, the oldest first: that one runs the singletons.</summary>
    public static IComparer<Member> AgeOrdering { get; } =
        Comparer<Member>.Create(static (a, b) => a._upNumber.CompareTo(b._upNumber));

    /// <summary>Where it can be reached.</summary>
    public Address Address { get; }

    /// <summary>Its roles.</summary>
    public ImmutableHashSet<string> Roles { get; }

    /// <summary>Always <see cref="MemberStatus.Up"/> here.</summary>
    public MemberStatus Status { get; } = MemberStatus.Up;

    /// <summary>Whether it has a role.</summary>
    public bool HasRole(string role) => Roles.Contains(role);

    /// <summary>Whether it has been in the cluster for longer.</summary>
    public bool IsOlderThan(Member other) => _upNumber < other._upNumber;

    /// <inheritdoc/>
    public int CompareTo(Member? other) => string.CompareOrdinal(Address.ToString(), other?.Address.ToString());

    /// <inheritdoc/>
    public int CompareTo(object? obj) => CompareTo(obj as Member);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is Member other && Address.Equals(other.Address);

    /// <inheritdoc/>
    public override int GetHashCode() => Address.GetHashCode();

    /// <inheritdoc/>
    public override string ToString() => $"Member(address = {Address}, status = {Status})";
}
