using Orchestrator.Journal.Contracts;
using Orchestrator.Journal.Files;
using Orchestrator.Journal.Tests.Contracts;
using Orchestrator.Sweeps.Trials;

namespace Orchestrator.Journal.Tests.Files;

public sealed class FileBlobStoreTests : BlobStoreConformance, IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Blob_is_a_file_of_its_name_and_what_was_left_half_written_goes()
    {
        var content = Content(100);
        var digest = Digest.Of(content);
        Directory.CreateDirectory(_folder.File("incoming"));
        File.WriteAllText(_folder.File("incoming/left"), "half");
        var store = FileBlobStore.OpenForWriting(_folder.Path);

        await store.PutAsync(digest, new MemoryStream(content), CancellationToken.None);

        var file = Assert.Single(Directory.GetFiles(_folder.Path, "*", SearchOption.AllDirectories));
        Assert.Equal(_folder.File($"{digest.ToString()[..2]}/{digest}"), file);
        Assert.Equal(content, File.ReadAllBytes(file));
    }

    [Fact]
    public async Task Blob_whose_file_was_changed_is_named_as_damaged_at_its_end()
    {
        var content = Content(100);
        var digest = Digest.Of(content);
        var store = FileBlobStore.OpenForWriting(_folder.Path);
        await store.PutAsync(digest, new MemoryStream(content), CancellationToken.None);
        content[3]++;
        File.WriteAllBytes(_folder.File($"{digest.ToString()[..2]}/{digest}"), content);

        await using var stream = await store.OpenAsync(digest, CancellationToken.None);
        var refusal = await Assert.ThrowsAsync<StoreException>(
            () => stream!.CopyToAsync(Stream.Null, CancellationToken.None));

        Assert.Contains($"The blob {digest} in {_folder.Path} is damaged", refusal.Message);
    }

    [Fact]
    public async Task Store_opened_for_reading_finds_what_is_there_and_takes_nothing()
    {
        var content = Content(100);
        var digest = Digest.Of(content);
        var reading = FileBlobStore.OpenForReading(_folder.File("later"));
        Assert.False(await reading.ExistsAsync(digest, CancellationToken.None));
        var writing = FileBlobStore.OpenForWriting(_folder.File("later"));
        await writing.PutAsync(digest, new MemoryStream(content), CancellationToken.None);

        Assert.True(await reading.ExistsAsync(digest, CancellationToken.None));
        var refusal = await Assert.ThrowsAsync<StoreException>(
            () => reading.PutAsync(Digest.Of([]), new MemoryStream(), CancellationToken.None));
        Assert.Contains("for reading only", refusal.Message);
    }

    [Fact]
    public void Folder_that_cannot_be_written_is_refused()
    {
        var refusal = Assert.Throws<StoreException>(() => FileBlobStore.OpenForWriting("/sys/kernel/blobs"));

        Assert.Contains("cannot be read or written", refusal.Message);
        Assert.DoesNotContain('\n', refusal.Message);
    }

    protected override Task<IBlobStore> OpenAsync() =>
        Task.FromResult<IBlobStore>(FileBlobStore.OpenForWriting(_folder.Path, Maximum));
}
