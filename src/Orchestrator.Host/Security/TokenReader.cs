using System.Buffers;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Orchestrator.Host.Security;

/// <summary>
/// Reads who may call: a line for each, <c>NAME ROLE TOKEN</c> or <c>NAME ROLE sha256:HEX</c>; what begins with # is a
/// comment. Says all that is wrong by line and field, and never what stands there, which may be a token in the wrong
/// place.
/// </summary>
internal static class TokenReader
{
    private const string HashPrefix = "sha256:";
    private const int LongestName = 64;
    private const int MostProblems = 20;

    private static readonly string Roles = string.Join(", ", Enum.GetValues<Role>().Select(TokenTable.NameOf));

    /// <summary>Reads lines.</summary>
    /// <param name="source">Where they are from, as messages name it.</param>
    /// <param name="text">The lines.</param>
    /// <param name="separators">What ends a line.</param>
    /// <exception cref="BadInputException">Something in them is not allowed, or there is no token.</exception>
    public static TokenTable Read(string source, string text, params char[] separators)
    {
        var (entries, problems) = (new List<(TokenEntry Entry, int Line)>(), new List<string>());
        var lines = text.Split(separators);
        for (var i = 0; i < lines.Length; i++)
        {
            var fields = Fields(lines[i]);
            if (fields.Length == 0)
                continue;
            var before = problems.Count;
            if (ReadLine(fields, Add) is { } entry && problems.Count == before)
                Compare(entry, entries, i + 1, Add);

            void Add(string problem) => problems.Add($"{source}, line {i + 1}: {problem}");
        }

        if (entries.Count == 0 && problems.Count == 0)
            problems.Add($"{source}: there is no token; a line is NAME ROLE TOKEN, or NAME ROLE {HashPrefix}HEX");
        if (problems.Count > MostProblems)
            problems = [.. problems.Take(MostProblems), $"{source}: and {problems.Count - MostProblems} more problems"];
        return problems.Count == 0 ? new TokenTable([.. entries.Select(e => e.Entry)])
            : throw new BadInputException(problems);
    }

    private static string[] Fields(string line)
    {
        var fields = line.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        return [.. fields.TakeWhile(field => field[0] != '#')];
    }

    private static TokenEntry? ReadLine(string[] fields, Action<string> problem)
    {
        if (fields.Length != 3)
        {
            problem($"{fields.Length} fields; a line has three, NAME ROLE TOKEN, or NAME ROLE {HashPrefix}HEX");
            return null;
        }

        var (name, token) = (fields[0], fields[2]);
        if (name.Length > LongestName || !name.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.'))
            problem($"the name (first field) is not 1 to {LongestName} letters, digits, '-', '_' and '.'");
        var role = Enum.GetValues<Role>().Cast<Role?>().FirstOrDefault(r => TokenTable.NameOf(r!.Value) == fields[1]);
        if (role is null)
            problem($"the role (second field) is none of {Roles}");
        var hash = HashOf(token, problem);
        return hash is null || role is null ? null : new TokenEntry(name, role.Value, hash);
    }

    private static byte[]? HashOf(string token, Action<string> problem)
    {
        if (token.StartsWith(HashPrefix, StringComparison.Ordinal))
        {
            var hex = token.AsSpan(HashPrefix.Length);
            var hash = new byte[SHA256.HashSizeInBytes];
            if (hex.Length == 2 * hash.Length
                && Convert.FromHexString(hex, hash, out _, out _) == OperationStatus.Done)
                return hash;
            problem($"the third field is not {HashPrefix} and 64 hexadecimal digits");
            return null;
        }

        if (TokenText.Problem(token) is { } wrong)
        {
            problem($"third field: {wrong}");
            return null;
        }

        return SHA256.HashData(Encoding.ASCII.GetBytes(token));
    }

    // Only of good lines, so that no token stands where a name is expected.
    private static void Compare(
        TokenEntry entry, List<(TokenEntry Entry, int Line)> entries, int line, Action<string> problem)
    {
        foreach (var (other, first) in entries)
        {
            if (other.Name == entry.Name)
                problem($"the name is that of line {first.ToString(CultureInfo.InvariantCulture)}; each has its own");
            if (other.Hash.AsSpan().SequenceEqual(entry.Hash))
                problem($"the token is that of line {first.ToString(CultureInfo.InvariantCulture)}; each has its own");
        }

        entries.Add((entry, line));
    }
}
