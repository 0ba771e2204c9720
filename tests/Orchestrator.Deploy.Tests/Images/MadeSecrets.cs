namespace Orchestrator.Deploy.Tests.Images;

/// <summary>A folder of secrets by <c>deploy/make-secrets</c>, made once for all tests of a class.</summary>
public sealed class MadeSecrets : IAsyncLifetime
{
    private readonly DirectoryInfo _parent = Directory.CreateTempSubdirectory("orchestrator-secrets-");

    /// <summary>The folder.</summary>
    public string Folder => Path.Combine(_parent.FullName, "secrets");

    /// <summary>The path of a file of <c>./secrets/</c>, as compose.yaml names it.</summary>
    public string Of(string file) => Path.Combine(Folder, Path.GetFileName(file));

    /// <inheritdoc/>
    public async ValueTask InitializeAsync() => (await Script.BashAsync("make-secrets", Folder)).Succeeded();

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        _parent.Delete(recursive: true);
        return ValueTask.CompletedTask;
    }
}
