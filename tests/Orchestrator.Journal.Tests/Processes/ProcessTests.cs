using System.Diagnostics;
using System.Globalization;
using Orchestrator.Journal.Contracts;
using Orchestrator.Journal.Files;

namespace Orchestrator.Journal.Tests.Processes;

public sealed class ProcessTests : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly TemporaryFolder _folder = new();
    private Process? _child;

    public void Dispose()
    {
        // Only a test that failed leaves it running.
        _child?.Kill();
        _child?.Dispose();
        _folder.Dispose();
    }

    [Theory]
    [InlineData(1)]
    [InlineData(500)]
    [InlineData(3000)]
    public async Task Killed_writer_leaves_everything_it_acknowledged(int acknowledgedBeforeKill)
    {
        var writer = _child = ChildProcess.Start("writer", _folder.Path);
        var acknowledged = new List<int>();
        while (acknowledged.Count < acknowledgedBeforeKill)
        {
            var line = await writer.StandardOutput.ReadLineAsync().WaitAsync(Patience);
            acknowledged.Add(int.Parse(line ?? "", CultureInfo.InvariantCulture));
        }

        writer.Kill();
        var rest = await writer.StandardOutput.ReadToEndAsync().WaitAsync(Patience);
        await writer.WaitForExitAsync().WaitAsync(Patience);

        // The last line may have been cut in two; every line that ends was acknowledged.
        acknowledged.AddRange(rest.Split('\n').SkipLast(1).Select(n => int.Parse(n, CultureInfo.InvariantCulture)));
        using var directory = DataDirectory.OpenForWriting(_folder.Path);
        await using var store = directory.OpenResults();
        var found = await store.FindAsync([.. acknowledged.Select(Samples.Key)], CancellationToken.None);
        Assert.Equal(acknowledged.Select(n => Samples.Text(Samples.Result(n))), found.Select(Samples.Text));
        await store.AppendAsync(Samples.Batch(Samples.Result(-1)), CancellationToken.None);
    }

    [Fact]
    public async Task Folder_that_another_process_writes_is_refused_with_its_id_until_it_is_killed()
    {
        var writer = _child = ChildProcess.Start("writer", _folder.Path);
        await writer.StandardOutput.ReadLineAsync().WaitAsync(Patience);

        var refusal = Assert.Throws<StoreException>(() => DataDirectory.OpenForWriting(_folder.Path));
        using (var reading = DataDirectory.OpenForReading(_folder.Path))
        {
            await using var store = reading.OpenResults();
            Assert.Empty(await store.ListSweepsAsync(CancellationToken.None));
        }

        writer.Kill();
        await writer.StandardOutput.ReadToEndAsync().WaitAsync(Patience);
        await writer.WaitForExitAsync().WaitAsync(Patience);

        Assert.Contains($"is in use by process {writer.Id};", refusal.Message);
        DataDirectory.OpenForWriting(_folder.Path).Dispose();
    }

    [Fact]
    public async Task File_that_may_not_grow_fails_the_write_and_takes_the_next_once_it_may()
    {
        var writer = _child = ChildProcess.Start("limited", _folder.Path);
        var output = await writer.StandardOutput.ReadToEndAsync().WaitAsync(Patience);
        await writer.WaitForExitAsync().WaitAsync(Patience);

        var lines = output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        var refusals = lines.Where(l => l.StartsWith("refused: ", StringComparison.Ordinal)).ToList();
        var stored = lines.Except(refusals).Select(l => int.Parse(l, CultureInfo.InvariantCulture)).ToHashSet();
        Assert.Contains("cannot be written: the disk refused", Assert.Single(refusals));
        Assert.Equal(0, writer.ExitCode);
        Assert.Equal(399, stored.Count);
        using var directory = DataDirectory.OpenForReading(_folder.Path);
        await using var store = directory.OpenResults();
        var found = await store.FindAsync([.. Enumerable.Range(0, 4000).Select(Samples.Key)], CancellationToken.None);
        Assert.All(found, (result, n) => Assert.Equal(stored.Contains(n / 10), result is not null));
    }
}
