using System.Runtime.InteropServices;
using TorchSharp;

namespace Orchestrator.Conformance.Tests.Tensors;

[Collection(TorchCollection.Name)]
public sealed class ErrorTests : IDisposable
{
    private readonly DisposeScope _scope = torch.NewDisposeScope();

    public void Dispose() => _scope.Dispose();

    [Fact]
    public void Shapes_that_do_not_broadcast_are_named()
    {
        var error = Assert.Throws<ExternalException>(() => torch.ones(3) + torch.ones(4));
        Assert.Contains("must match the size of tensor b (4)", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', error.Message);
    }

    [Fact]
    public void Batches_that_do_not_fit_are_refused() =>
        Assert.Throws<ExternalException>(
            () => torch.bmm(torch.ones(new long[] { 2, 3, 4 }), torch.ones(new long[] { 2, 5, 6 })));

    [Fact]
    public void A_dimension_that_is_not_there_is_refused() =>
        Assert.Throws<ExternalException>(() => torch.ones(2, 2).sum(5));

    [Fact]
    public void A_view_that_does_not_fit_is_refused() =>
        Assert.Throws<ExternalException>(() => torch.ones(6).view(4, 2));

    [Fact]
    public void Work_goes_on_after_an_error()
    {
        Assert.Throws<ExternalException>(() => torch.ones(2, 2).select(0, 9));
        Assert.Equal(4f, torch.ones(2, 2).sum().item<float>());
    }
}
