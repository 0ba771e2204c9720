using System.Runtime.CompilerServices;
using Orchestrator.Sweeps.Trials;
using Orchestrator.TestKit;
using Orchestrator.Worker.Datasets;

namespace Orchestrator.Worker.Tests.Datasets;

public sealed class BlobCacheTests : IDisposable
{
    private readonly DirectoryInfo _parent = Directory.CreateTempSubdirectory("blobs-");
    private readonly ManualTimeProvider _time = new();
    private readonly string _folder;

    public BlobCacheTests() => _folder = Path.Combine(_parent.FullName, "cache");

    public void Dispose() => _parent.Delete(recursive: true);

    [Fact]
    public async Task A_blob_is_fetched_once_and_read_as_it_was()
    {
        var source = new Source();
        var hash = source.Add(3000, 1);
        var cache = Open();
        Assert.Null(cache.TryRead(hash));

        await cache.EnsureAsync(hash, source, CancellationToken.None);
        await cache.EnsureAsync(hash, source, CancellationToken.None);

        Assert.Equal(source.Blobs[hash], cache.TryRead(hash));
        Assert.Equal(1, source.Fetches);
        Assert.Equal([hash.ToString()], Directory.GetFiles(_folder).Select(Path.GetFileName));
    }

    [Fact]
    public async Task A_damaged_blob_is_deleted_when_it_is_read_and_fetched_again()
    {
        var source = new Source();
        var hash = source.Add(3000, 1);
        var cache = Open();
        await cache.EnsureAsync(hash, source, CancellationToken.None);
        var path = Path.Combine(_folder, hash.ToString());
        var bytes = await File.ReadAllBytesAsync(path, TestContext.Current.CancellationToken);
        bytes[1500] ^= 1;
        await File.WriteAllBytesAsync(path, bytes, TestContext.Current.CancellationToken);

        Assert.Null(cache.TryRead(hash));
        Assert.False(File.Exists(path));
        await cache.EnsureAsync(hash, source, CancellationToken.None);
        Assert.Equal(source.Blobs[hash], cache.TryRead(hash));
    }

    [Fact]
    public async Task A_blob_that_was_cut_short_before_this_process_began_is_fetched_again()
    {
        var source = new Source();
        var hash = source.Add(3000, 1);
        Directory.CreateDirectory(_folder);
        await File.WriteAllBytesAsync(
            Path.Combine(_folder, hash.ToString()), source.Blobs[hash][..100], TestContext.Current.CancellationToken);

        var cache = Open();
        await cache.EnsureAsync(hash, source, CancellationToken.None);

        Assert.Equal(source.Blobs[hash], cache.TryRead(hash));
    }

    [Fact]
    public async Task What_has_another_hash_is_refused_and_leaves_nothing_behind()
    {
        var source = new Source();
        var hash = Digest.Of("another"u8);
        source.Blobs[hash] = new byte[100];

        var error = await Assert.ThrowsAsync<BlobException>(
            () => Open().EnsureAsync(hash, source, CancellationToken.None));

        Assert.Contains("has another hash", error.Message);
        Assert.Empty(Directory.GetFiles(_folder));
    }

    [Fact]
    public async Task A_fetch_that_breaks_leaves_nothing_behind()
    {
        var source = new Source { BreakAfter = 1 };
        var hash = source.Add(3000, 1);

        await Assert.ThrowsAsync<BlobException>(() => Open().EnsureAsync(hash, source, CancellationToken.None));

        Assert.Empty(Directory.GetFiles(_folder));
    }

    [Fact]
    public async Task The_least_recently_used_blobs_go_when_the_folder_outgrows_its_limit()
    {
        var source = new Source();
        var (first, second, third) = (source.Add(400, 1), source.Add(400, 2), source.Add(400, 3));
        var cache = Open(limit: 1000);
        await cache.EnsureAsync(first, source, CancellationToken.None);
        _time.Advance(TimeSpan.FromMinutes(1));
        await cache.EnsureAsync(second, source, CancellationToken.None);
        _time.Advance(TimeSpan.FromMinutes(1));
        Assert.NotNull(cache.TryRead(first));
        _time.Advance(TimeSpan.FromMinutes(1));

        await cache.EnsureAsync(third, source, CancellationToken.None);

        Assert.Equal([third, first], cache.List());
        var large = source.Add(5000, 4);
        _time.Advance(TimeSpan.FromMinutes(1));
        await cache.EnsureAsync(large, source, CancellationToken.None);
        Assert.Equal([large], cache.List());
    }

    [Fact]
    public async Task A_draft_left_by_a_killed_process_goes_after_hours_and_not_before()
    {
        var source = new Source();
        Directory.CreateDirectory(_folder);
        var draft = Path.Combine(_folder, "left.part");
        await File.WriteAllTextAsync(draft, "half", TestContext.Current.CancellationToken);
        File.SetLastWriteTimeUtc(draft, _time.GetUtcNow().UtcDateTime);

        await Open().EnsureAsync(source.Add(10, 1), source, CancellationToken.None);
        Assert.True(File.Exists(draft));
        _time.Advance(TimeSpan.FromHours(7));
        await Open().EnsureAsync(source.Add(10, 2), source, CancellationToken.None);

        Assert.False(File.Exists(draft));
    }

    [Fact]
    public async Task Two_caches_in_one_folder_serve_each_other_and_never_show_half_a_blob()
    {
        var source = new Source();
        var hashes = Enumerable.Range(0, 40).Select(i => source.Add(2000 + i, (byte)i)).ToList();
        var caches = new BlobCache[] { new(_folder, 20_000, TimeProvider.System), new(_folder, 20_000, TimeProvider.System) };

        // Both fetch, read and make room at the same time: what is read is whole, or is not there.
        await Task.WhenAll(caches.Select(cache => Task.Run(async () =>
        {
            foreach (var hash in hashes)
            {
                await cache.EnsureAsync(hash, source, CancellationToken.None);
                Assert.True(cache.TryRead(hash) is not { } content || Digest.Of(content) == hash);
            }
        })));

        Assert.InRange(caches[0].List().Count, 1, 10);
        Assert.Equal(caches[0].List().Order(Comparer), caches[1].List().Order(Comparer));
    }

    [Fact]
    public async Task Slots_that_want_one_blob_at_a_time_fetch_it_once()
    {
        var source = new Source();
        var hash = source.Add(3000, 1);
        var cache = Open();

        await Task.WhenAll(Enumerable.Range(0, 8).Select(
            _ => Task.Run(() => cache.EnsureAsync(hash, source, CancellationToken.None))));

        Assert.Equal(1, source.Fetches);
    }

    [Fact]
    public async Task A_folder_that_cannot_be_made_is_named()
    {
        var source = new Source();
        await File.WriteAllTextAsync(_folder, "a file", TestContext.Current.CancellationToken);

        var error = await Assert.ThrowsAsync<BlobException>(
            () => Open().EnsureAsync(source.Add(10, 1), source, CancellationToken.None));

        Assert.Contains(_folder, error.Message);
        Assert.Empty(Open().List());
    }

    private static Comparer<Digest> Comparer { get; } =
        Comparer<Digest>.Create((a, b) => string.CompareOrdinal(a.ToString(), b.ToString()));

    private BlobCache Open(long limit = BlobCache.DefaultLimitBytes) => new(_folder, limit, _time);

    private sealed class Source : IBlobSource
    {
        private int _fetches;

        public Dictionary<Digest, byte[]> Blobs { get; } = [];

        public int Fetches => _fetches;

        public int? BreakAfter { get; init; }

        public Digest Add(int length, byte fill)
        {
            var blob = Enumerable.Repeat(fill, length).ToArray();
            Blobs[Digest.Of(blob)] = blob;
            return Digest.Of(blob);
        }

        public async IAsyncEnumerable<ReadOnlyMemory<byte>> ReadAsync(
            Digest hash, [EnumeratorCancellation] CancellationToken cancellation)
        {
            Interlocked.Increment(ref _fetches);
            var parts = 0;
            foreach (var part in Blobs[hash].Chunk(512))
            {
                await Task.Yield();
                if (parts++ == BreakAfter)
                    throw new BlobException("the connection broke");
                yield return part;
            }
        }
    }
}
