using Orchestrator.TestKit;

namespace Orchestrator.Host.Tests.Security;

/// <summary>A folder of files that change while they are in use, and the clock by which they are looked at.</summary>
internal sealed class SecretFolder : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("orchestrator-secrets-");
    private DateTime _written = new(2020, 1, 1, 0, 0, 0, DateTimeKind.Utc);

    public ManualTimeProvider Time { get; } = new();

    public string this[string name] => Path.Combine(_folder.FullName, name);

    /// <summary>Writes a file, with a time stamp that no earlier version had.</summary>
    public string Write(string name, string text)
    {
        File.WriteAllText(this[name], text);
        File.SetLastWriteTimeUtc(this[name], _written = _written.AddSeconds(1));
        return this[name];
    }

    /// <summary>Lets enough time pass for changes to be looked for.</summary>
    public void Wait() => Time.Advance(TimeSpan.FromSeconds(2));

    public void Dispose() => _folder.Delete(recursive: true);
}
