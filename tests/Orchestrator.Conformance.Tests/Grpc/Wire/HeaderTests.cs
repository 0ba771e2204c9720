using FsCheck;
using FsCheck.Fluent;
using Grpc.Core;
using Grpc.Wire;

namespace Orchestrator.Conformance.Tests.Grpc.Wire;

/// <summary>Messages and metadata in headers.</summary>
public sealed class HeaderTests
{
    [Theory]
    [InlineData("plain text ~", "plain text ~")]
    [InlineData("100%", "100%25")]
    [InlineData("ä\n", "%C3%A4%0A")]
    [InlineData("", "")]
    public void Message_is_percent_encoded(string text, string encoded)
    {
        Assert.Equal(encoded, PercentEncoding.Encode(text));
        Assert.Equal(text, PercentEncoding.Decode(encoded));
    }

    [Theory]
    [InlineData("%", "%")]
    [InlineData("%4", "%4")]
    [InlineData("%zz", "%zz")]
    [InlineData("a%41", "aA")]
    [InlineData("%c3%a4", "ä")]
    [InlineData("%FF", "\uFFFD")]
    public void Badly_encoded_message_is_read_as_well_as_can_be(string encoded, string text) =>
        Assert.Equal(text, PercentEncoding.Decode(encoded));

    [Fact]
    public void Any_message_comes_back() =>
        Prop.ForAll<NonNull<string>>(text =>
        {
            var valid = string.Concat(text.Get.EnumerateRunes());
            var encoded = PercentEncoding.Encode(valid);
            Assert.DoesNotContain(encoded, c => c is < ' ' or > '~');
            Assert.Equal(valid, PercentEncoding.Decode(encoded));
        }).QuickCheckThrowOnFailure();

    [Theory]
    [InlineData("AAH+/w")]
    [InlineData("AAH+/w==")]
    [InlineData(" AAH+/w== ")]
    public void Binary_value_is_read_with_and_without_padding(string text) =>
        Assert.Equal([0, 1, 254, 255], MetadataHeaders.DecodeBinary(text));

    [Fact]
    public void Binary_value_goes_out_without_padding() =>
        Assert.Equal("AAH+/w", MetadataHeaders.ValueOf(new Metadata.Entry("a-bin", [0, 1, 254, 255])));

    [Fact]
    public void Binary_header_with_several_values_is_several_entries()
    {
        var metadata = new Metadata();
        MetadataHeaders.Add(metadata, "A-Bin", "AQ==,Ag");
        Assert.Equal([[1], [2]], metadata.GetAll("a-bin").Select(e => e.ValueBytes));
    }

    [Theory]
    [InlineData("*")]
    [InlineData("A")]
    public void Binary_header_that_is_not_base64_is_refused(string value) =>
        Assert.Throws<FormatException>(() => MetadataHeaders.Add([], "a-bin", value));

    [Theory]
    [InlineData(":path")]
    [InlineData("grpc-status")]
    [InlineData("Grpc-Message")]
    [InlineData("content-type")]
    [InlineData("te")]
    public void Header_of_the_protocol_is_no_metadata(string name)
    {
        var metadata = new Metadata();
        MetadataHeaders.Add(metadata, name, "1");
        Assert.Empty(metadata);
    }

    [Theory]
    [InlineData("application/grpc", true)]
    [InlineData("application/grpc+proto", true)]
    [InlineData("Application/GRPC; charset=utf-8", true)]
    [InlineData("application/grpc-web", false)]
    [InlineData("application/json", false)]
    [InlineData(null, false)]
    public void Content_type_is_known(string? value, bool isGrpc) =>
        Assert.Equal(isGrpc, GrpcHeaders.IsGrpcContentType(value));
}
