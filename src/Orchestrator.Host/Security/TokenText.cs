using System.Buffers;

namespace Orchestrator.Host.Security;

/// <summary>
/// What a bearer token may be: the characters that an Authorization header takes (RFC 6750, section 2.1).
/// </summary>
internal static class TokenText
{
    /// <summary>The fewest characters.</summary>
    public const int Fewest = 16;

    /// <summary>The most characters.</summary>
    public const int Most = 1024;

    /// <summary>What is allowed.</summary>
    public static readonly string Allowed = $"{Fewest} to {Most} letters, digits and -._~+/=";

    private static readonly SearchValues<char> Characters =
        SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._~+/=");

    /// <summary>What is wrong with a token, without a word of it; null: nothing.</summary>
    public static string? Problem(ReadOnlySpan<char> token)
    {
        if (token.ContainsAnyExcept(Characters))
            return $"the token has a character that is not allowed; it is {Allowed}";
        return token.Length is >= Fewest and <= Most
            ? null
            : $"the token has {token.Length} characters; it is {Allowed}";
    }
}
