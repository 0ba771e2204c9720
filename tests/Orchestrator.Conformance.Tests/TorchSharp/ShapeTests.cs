using TorchSharp;

namespace Orchestrator.Conformance.Tests.Tensors;

[Collection(TorchCollection.Name)]
public sealed class ShapeTests : IDisposable
{
    private readonly DisposeScope _scope = torch.NewDisposeScope();

    public void Dispose() => _scope.Dispose();

    private static torch.Tensor Counted(params long[] shape) =>
        torch.arange(0, shape.Aggregate(1L, (a, b) => a * b), torch.float32).reshape(shape);

    [Fact]
    public void Views_share_memory_and_copies_do_not()
    {
        var t = Counted(2, 3);
        var (view, copy) = (t.view(3, 2), t.clone());
        view.fill_(1);
        TensorAssert.Holds([1, 1, 1, 1, 1, 1], t);
        TensorAssert.Holds([0, 1, 2, 3, 4, 5], copy);
    }

    [Fact]
    public void Sizes_are_told_in_every_form()
    {
        var t = Counted(2, 3, 4);
        Assert.Equal([2L, 3L, 4L], t.size());
        Assert.Equal(4, t.size(-1));
        Assert.Equal(3, t.size(1));
        Assert.Equal(3, t.dim());
        Assert.Equal(24, t.numel());
        Assert.Equal(24, t.NumberOfElements);
    }

    [Fact]
    public void Transposing_and_permuting_move_dimensions()
    {
        var t = Counted(2, 3);
        TensorAssert.Holds([0, 3, 1, 4, 2, 5], t.transpose(0, 1).contiguous());
        TensorAssert.Holds([0, 3, 1, 4, 2, 5], t.t());
        Assert.False(t.t().is_contiguous());
        TensorAssert.Shaped([4, 2, 3], Counted(2, 3, 4).permute(2, 0, 1));
        Assert.Equal([0f, 3f, 1f, 4f, 2f, 5f], t.t().data<float>().ToArray());
    }

    [Fact]
    public void Dimensions_of_one_come_and_go()
    {
        var t = Counted(2, 3).unsqueeze(1);
        TensorAssert.Shaped([2, 1, 3], t);
        TensorAssert.Shaped([2, 3], t.squeeze(1));
        TensorAssert.Shaped([2, 3], t.squeeze());
        TensorAssert.Shaped([2, 4, 3], t.expand(-1, 4, -1));
    }

    [Fact]
    public void Parts_are_taken_along_a_dimension()
    {
        var t = Counted(3, 4);
        TensorAssert.Holds([1, 2, 5, 6, 9, 10], t.narrow(1, 1, 2));
        TensorAssert.Holds([0, 2, 4, 6, 8, 10], t.slice(1, 0, 4, 2));
        TensorAssert.Holds([4, 5, 6, 7], t.select(0, 1));
        var rows = torch.tensor(new long[] { 2, 0 });
        TensorAssert.Holds([8, 9, 10, 11, 0, 1, 2, 3], t.index_select(0, rows));
        var picks = torch.tensor(new long[] { 3, 0, 1 }, [3, 1]);
        TensorAssert.Holds([3, 4, 9], t.gather(1, picks));
    }

    [Fact]
    public void Indexing_takes_positions_ranges_tensors_and_masks()
    {
        var t = Counted(3, 4);
        Assert.Equal(6f, t[1, 2].item<float>());
        TensorAssert.Holds([4, 5, 6, 7], t[1]);
        TensorAssert.Holds([5, 9], t[torch.TensorIndex.Slice(1), 1]);
        TensorAssert.Holds([1, 2, 5, 6, 9, 10], t[torch.TensorIndex.Ellipsis, 1..^1]);
        TensorAssert.Holds([3, 7, 11], t[.., -1]);
        var rows = torch.tensor(new long[] { 2, 0 });
        TensorAssert.Holds([10, 2], t[torch.TensorIndex.Tensor(rows), 2]);
        TensorAssert.Holds([9, 10, 11], t[t.gt(8)]);
        TensorAssert.Holds([9, 10, 11], t.masked_select(t.gt(8)));
    }

    [Fact]
    public void Assigning_to_an_index_changes_the_tensor()
    {
        var t = Counted(2, 3);
        t[0, 1] = torch.tensor(9f);
        t[1..] = torch.tensor(new float[] { 7, 7, 8 });
        TensorAssert.Holds([0, 9, 2, 7, 7, 8], t);
        t[t.eq(7)] = torch.tensor(-1f);
        TensorAssert.Holds([0, 9, 2, -1, -1, 8], t);
    }

    [Fact]
    public void Joining_and_splitting_are_inverse()
    {
        var (a, b) = (Counted(2, 2), Counted(2, 2) + 10);
        var joined = torch.cat([a, b], 1);
        TensorAssert.Holds([0, 1, 10, 11, 2, 3, 12, 13], joined);
        var halves = joined.chunk(2, 1);
        Assert.Equal(2, halves.Length);
        TensorAssert.Holds([10, 11, 12, 13], halves[1]);
        Assert.Equal([3L, 1L], joined.split(3, 1).Select(piece => piece.size(1)));
        TensorAssert.Shaped([2, 2, 2], torch.stack([a, b]));
    }

    [Fact]
    public void Copying_into_a_part_changes_the_whole()
    {
        var t = Counted(2, 2);
        t.select(1, 0).copy_(torch.tensor(new float[] { 8, 9 }));
        TensorAssert.Holds([8, 1, 9, 3], t);
    }

    [Fact]
    public void Converting_changes_the_element_type_only()
    {
        var t = torch.tensor(new float[] { 1.5f, -2.5f }).to(torch.int64);
        Assert.Equal([1L, -2L], t.data<long>().ToArray());
        Assert.Equal(DeviceType.CPU, t.to(torch.CPU).device_type);
        Assert.Equal(DeviceType.CPU, t.cpu().device.type);
        Assert.Equal("cuda:1", new torch.Device("cuda:1").ToString());
        Assert.Equal(1, torch.device("cuda:1").index);
    }
}
