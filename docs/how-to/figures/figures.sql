-- Every figure, counted over the items and printed. “same”: equal at the decimals that the paper prints.
select no, figure, trim_scale(round(counted, 2)) as counted, printed, verdict, place, remark from figures order by no;
