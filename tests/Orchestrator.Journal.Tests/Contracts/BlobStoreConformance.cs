using Orchestrator.Journal.Contracts;
using Orchestrator.Sweeps.Trials;

namespace Orchestrator.Journal.Tests.Contracts;

/// <summary>What every blob store must do.</summary>
public abstract class BlobStoreConformance
{
    /// <summary>How long a blob may be in the stores of these tests.</summary>
    protected const int Maximum = 3_000_000;

    private static readonly CancellationToken Never = CancellationToken.None;

    protected abstract Task<IBlobStore> OpenAsync();

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(262_143)]
    [InlineData(262_144)]
    [InlineData(262_145)]
    [InlineData(Maximum)]
    public async Task Blob_put_comes_back_bit_for_bit(int length)
    {
        var store = await OpenAsync();
        var content = Content(length);
        var digest = Digest.Of(content);
        Assert.False(await store.ExistsAsync(digest, Never));
        Assert.Null(await store.OpenAsync(digest, Never));

        await store.PutAsync(digest, new Trickle(content), Never);

        Assert.True(await store.ExistsAsync(digest, Never));
        await using var stream = await store.OpenAsync(digest, Never);
        Assert.Equal(length, stream!.Length);
        using var copy = new MemoryStream();
        await stream.CopyToAsync(copy, Never);
        Assert.Equal(content, copy.ToArray());
        Assert.Equal(length, stream.Position);
    }

    [Fact]
    public async Task Blob_that_is_there_is_not_read_again()
    {
        var store = await OpenAsync();
        var content = Content(1000);
        await store.PutAsync(Digest.Of(content), new MemoryStream(content), Never);
        using var second = new MemoryStream(content);

        await store.PutAsync(Digest.Of(content), second, Never);

        Assert.Equal(0, second.Position);
    }

    [Fact]
    public async Task Content_of_another_digest_is_refused_and_the_right_one_taken_afterwards()
    {
        var store = await OpenAsync();
        var content = Content(300_000);
        var digest = Digest.Of(content);
        var wrong = content.ToArray();
        wrong[^1]++;

        var refusal = await Assert.ThrowsAsync<InvalidDataException>(
            () => store.PutAsync(digest, new MemoryStream(wrong), Never));

        Assert.Contains($"{digest} has the digest {Digest.Of(wrong)}", refusal.Message);
        Assert.False(await store.ExistsAsync(digest, Never));
        Assert.False(await store.ExistsAsync(Digest.Of(wrong), Never));
        await store.PutAsync(digest, new MemoryStream(content), Never);
        Assert.True(await store.ExistsAsync(digest, Never));
    }

    [Fact]
    public async Task Content_that_is_too_long_is_refused_before_it_is_read_to_the_end()
    {
        var store = await OpenAsync();
        using var content = new MemoryStream(Content(2 * Maximum));
        var digest = Digest.Of(content.ToArray());

        var refusal = await Assert.ThrowsAsync<InvalidDataException>(() => store.PutAsync(digest, content, Never));

        Assert.Contains($"longer than {Maximum} bytes", refusal.Message);
        Assert.True(content.Position < content.Length, "All of it was read.");
        Assert.False(await store.ExistsAsync(digest, Never));
    }

    [Fact]
    public async Task Sender_that_breaks_off_leaves_nothing_and_its_failure_passes_through()
    {
        var store = await OpenAsync();
        var content = Content(600_000);
        var digest = Digest.Of(content);

        var broken = await Assert.ThrowsAsync<IOException>(
            () => store.PutAsync(digest, new Trickle(content, breakAt: 400_000), Never));

        Assert.Equal("the sender broke off", broken.Message);
        Assert.False(await store.ExistsAsync(digest, Never));
        await store.PutAsync(digest, new MemoryStream(content), Never);
        Assert.True(await store.ExistsAsync(digest, Never));
    }

    [Fact]
    public async Task Same_and_other_blobs_put_at_once_are_all_there()
    {
        var store = await OpenAsync();
        var contents = Enumerable.Range(0, 12).Select(n => Content(300_000 + n % 4)).ToList();

        await Task.WhenAll(contents.Select(c => Task.Run(
            () => store.PutAsync(Digest.Of(c), new Trickle(c), Never), Never)));

        foreach (var content in contents.Take(4))
        {
            await using var stream = await store.OpenAsync(Digest.Of(content), Never);
            using var copy = new MemoryStream();
            await stream!.CopyToAsync(copy, Never);
            Assert.Equal(content, copy.ToArray());
        }
    }

    [Fact]
    public async Task Cancelled_put_stores_nothing()
    {
        var store = await OpenAsync();
        var content = Content(1000);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => store.PutAsync(Digest.Of(content), new MemoryStream(content), new CancellationToken(true)));

        Assert.False(await store.ExistsAsync(Digest.Of(content), Never));
    }

    protected static byte[] Content(int length)
    {
        var content = new byte[length];
        new Random(length).NextBytes(content);
        return content;
    }

    /// <summary>A sender that gives a little at a time, and may break off.</summary>
    private sealed class Trickle(byte[] content, int breakAt = int.MaxValue) : MemoryStream(content)
    {
        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            Position >= breakAt
                ? throw new IOException("the sender broke off")
                : base.ReadAsync(buffer[..Math.Min(buffer.Length, 70_001)], cancellationToken);
    }
}
