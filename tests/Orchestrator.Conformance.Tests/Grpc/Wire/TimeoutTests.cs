using FsCheck;
using FsCheck.Fluent;
using Grpc.Wire;

namespace Orchestrator.Conformance.Tests.Grpc.Wire;

/// <summary><c>grpc-timeout</c>.</summary>
public sealed class TimeoutTests
{
    [Theory]
    [InlineData("1H", 36_000_000_000)]
    [InlineData("2M", 1_200_000_000)]
    [InlineData("3S", 30_000_000)]
    [InlineData("4m", 40_000)]
    [InlineData("5u", 50)]
    [InlineData("600n", 6)]
    [InlineData("1n", 1)]
    [InlineData("00000001S", 10_000_000)]
    [InlineData("99999999H", 99_999_999L * 36_000_000_000)]
    public void Decoded_timeout_is_the_amount_of_its_unit(string text, long ticks)
    {
        Assert.True(GrpcTimeout.TryDecode(text, out var timeout));
        Assert.Equal(ticks, timeout.Ticks);
    }

    [Theory]
    [InlineData("")]
    [InlineData("S")]
    [InlineData("1")]
    [InlineData("1s")]
    [InlineData("-1S")]
    [InlineData("+1S")]
    [InlineData(" 1S")]
    [InlineData("1.5S")]
    [InlineData("123456789S")]
    [InlineData("1SS")]
    public void Decoding_what_is_no_timeout_is_refused(string text) => Assert.False(GrpcTimeout.TryDecode(text, out _));

    [Theory]
    [InlineData(0, "1n")]
    [InlineData(-5, "1n")]
    [InlineData(1, "100n")]
    [InlineData(999_999, "99999900n")]
    [InlineData(1_000_000, "100000u")]
    [InlineData(10_000_000_000, "1000000m")]
    [InlineData(6_000_000_000_000_000, "10000000M")]
    public void Encoded_timeout_has_the_finest_unit_that_fits(long ticks, string text) =>
        Assert.Equal(text, GrpcTimeout.Encode(new TimeSpan(ticks)));

    [Fact]
    public void Longest_timeout_can_be_written() =>
        Assert.True(GrpcTimeout.TryDecode(GrpcTimeout.Encode(TimeSpan.MaxValue), out _));

    [Fact]
    public void Decoded_encoding_is_never_shorter_and_hardly_longer() =>
        Prop.ForAll(
            Gen.Choose(1, int.MaxValue).SelectMany(n => Gen.Choose(0, 20).Select(s => (long)n << s)).ToArbitrary(),
            ticks =>
            {
                var text = GrpcTimeout.Encode(new TimeSpan(ticks));
                Assert.InRange(text.Length, 2, 9);
                Assert.True(GrpcTimeout.TryDecode(text, out var back));
                Assert.InRange(back.Ticks - ticks, 0, (ticks / 100_000) + 1);
            }).QuickCheckThrowOnFailure();
}
