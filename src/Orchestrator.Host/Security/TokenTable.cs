using System.Security.Cryptography;
using System.Text;

namespace Orchestrator.Host.Security;

/// <summary>All whose tokens are taken. Immutable.</summary>
internal sealed class TokenTable
{
    private readonly TokenEntry[] _entries;

    /// <summary>A table of these.</summary>
    public TokenTable(IReadOnlyList<TokenEntry> entries) => _entries = [.. entries];

    /// <summary>Compares two hashes in a time that does not tell where they differ.</summary>
    public delegate bool HashComparison(ReadOnlySpan<byte> left, ReadOnlySpan<byte> right);

    /// <summary>The comparison of lookups.</summary>
    public static HashComparison FixedTime { get; } = CryptographicOperations.FixedTimeEquals;

    /// <summary>All of them.</summary>
    public IReadOnlyList<TokenEntry> Entries => _entries;

    /// <summary>A role as it is written.</summary>
    public static string NameOf(Role role) => role.ToString().ToLowerInvariant();

    /// <summary>Whose token this is; null: nobody's. Takes as long whoever's it is.</summary>
    public TokenEntry? Find(ReadOnlySpan<char> token) => Find(token, FixedTime);

    /// <summary>The same by another comparison.</summary>
    internal TokenEntry? Find(ReadOnlySpan<char> token, HashComparison equal)
    {
        var isToken = TokenText.Problem(token) is null;
        Span<byte> bytes = stackalloc byte[TokenText.Most];
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(bytes[..(isToken ? Encoding.ASCII.GetBytes(token, bytes) : 0)], hash);
        var found = -1;
        // Every entry, whether one was found or not.
        for (var i = 0; i < _entries.Length; i++)
            found = equal(_entries[i].Hash, hash) ? i : found;
        return isToken && found >= 0 ? _entries[found] : null;
    }

    /// <summary>Whether it still has exactly this entry.</summary>
    public bool Holds(TokenEntry entry) => Array.Exists(
        _entries, e => e.Name == entry.Name && e.Role == entry.Role && e.Hash.AsSpan().SequenceEqual(entry.Hash));
}
