namespace Orchestrator.Host.Security;

/// <summary>
/// Whose tokens are taken: from a file, which is read again when it changes, or as given. Thread-safe.
/// </summary>
internal sealed class AccessTokens
{
    /// <summary>Holds the lines where no file does, with ; between them where there is one line only.</summary>
    public const string Variable = "ORCHESTRATOR_TOKENS";

    private readonly ReloadedFiles<TokenTable> _files;

    private AccessTokens(ReloadedFiles<TokenTable> files) => _files = files;

    /// <summary>Those whose tokens are taken now.</summary>
    public TokenTable Current => _files.Current;

    /// <summary>Is told what is wrong with a new version, which is not used. Without a word of a token.</summary>
    public Action<IReadOnlyList<string>>? Refused { set => _files.Refused = value; }

    /// <summary>Is told when a new version is in force.</summary>
    public Action? Replaced { set => _files.Replaced = value; }

    /// <summary>Reads a file.</summary>
    /// <exception cref="BadInputException">It cannot be read, or something in it is not allowed.</exception>
    public static AccessTokens Open(string file, TimeProvider time) => new(new ReloadedFiles<TokenTable>(
        [file], () => TokenReader.Read(file, SmallFile.Read("--tokens", file), '\n'), time));

    /// <summary>Reads what the variable holds.</summary>
    /// <exception cref="BadInputException">Something in it is not allowed.</exception>
    public static AccessTokens Given(string text, TimeProvider time) =>
        new(new ReloadedFiles<TokenTable>([], () => TokenReader.Read(Variable, text, '\n', ';'), time));
}
