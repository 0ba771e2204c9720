namespace Orchestrator.Host.Security;

/// <summary>
/// The one secret token of a client, in a file; read again when it changes, a broken new version leaves the old one in
/// force. No message holds a word of it. Thread-safe.
/// </summary>
internal sealed class TokenFile
{
    private readonly ReloadedFiles<string> _files;

    private TokenFile(ReloadedFiles<string> files) => _files = files;

    /// <summary>The token.</summary>
    public string Current => _files.Current;

    /// <summary>Is told what is wrong with a new version, which is not used.</summary>
    public Action<IReadOnlyList<string>>? Refused { set => _files.Refused = value; }

    /// <summary>Reads the file.</summary>
    /// <param name="file">The token alone; white space around it does not count.</param>
    /// <param name="time">The clock, by which changes are looked for.</param>
    /// <exception cref="BadInputException">It cannot be read, or is no token.</exception>
    public static TokenFile Open(string file, TimeProvider time) =>
        new(new ReloadedFiles<string>([file], () => Load(file), time));

    private static string Load(string file)
    {
        var token = SmallFile.Read("the token file", file).Trim();
        return TokenText.Problem(token) is { } problem
            ? throw new BadInputException($"the token file '{file}': {problem}")
            : token;
    }
}
